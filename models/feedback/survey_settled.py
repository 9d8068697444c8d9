from odoo import api, models
from odoo.exceptions import UserError


class SurveyPart(models.AbstractModel):
    """A question or a choice: it stays as it is while people answer it in a round, so that all answer the same.

    What is missing in another language may be added at any time.
    """

    _name = "beneficiary.survey.part.mixin"
    _description = "Part of a questionnaire"

    def _asked_surveys(self):
        """Return the questionnaires that these parts belong to."""
        return self.env["survey.survey"]

    @api.model
    def _place_fields(self):
        """Return the fields that say to which questionnaire a part belongs."""
        return set()

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._asked_surveys()._check_not_asked()
        return parts

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if any(part._is_changed(vals) for part in self):
                self._asked_surveys()._check_not_asked()
        result = super().write(vals)
        if self._place_fields() & vals.keys():
            self._asked_surveys()._check_not_asked()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        self._asked_surveys()._check_not_asked()

    def update_field_translations(self, field_name, translations, source_lang=""):
        if not self.env.su:
            self.check_access("write")
            if self._changed_languages(field_name, translations) - self._languages_to_add(field_name):
                self._asked_surveys()._check_not_asked()
        return super().update_field_translations(field_name, translations, source_lang=source_lang)

    # ---------------------------------------------------------------- changed
    def _is_changed(self, vals):
        """Tell whether ``vals`` change this one part; a text in a language that it has none in does not."""
        lang = self.env.lang or "en_US"
        for name, value in vals.items():
            field = self._fields.get(name)
            if not field or field.type == "one2many":  # the lines ask by themselves
                continue
            if field.type == "many2many":
                return True
            if field.convert_to_cache(value, self) == field.convert_to_cache(self[name], self):
                continue
            texts = self._stored_texts(name)
            if not texts or lang in texts:
                return True
        return False

    def _stored_texts(self, name):
        """Return language → what is stored of a translated field of this one part."""
        field = self._fields.get(name)
        return (field and field.translate and field._get_stored_translations(self)) or {}

    def _languages_to_add(self, name):
        """Return the languages in which this one part has no text of its own: they show what the user reads."""
        texts, lang = self._stored_texts(name), self.env.lang or "en_US"
        read = texts.get(lang, texts.get("en_US"))
        installed = {code for code, _name in self.env["res.lang"].get_installed()} | {"en_US"}
        return {code for code in installed if code not in texts or (code != lang and texts[code] == read)}

    def _changed_languages(self, name, translations):
        """Return the languages for which ``translations`` has another text than the one stored, or gives it up."""
        texts = self._stored_texts(name)
        return {lang for lang, text in translations.items() if (text or None) != texts.get(lang)}


class Question(models.Model):
    _name = "survey.question"
    _inherit = ["survey.question", "beneficiary.survey.part.mixin"]

    def _asked_surveys(self):
        return self.survey_id

    def _place_fields(self):
        return {"survey_id"}


class Choice(models.Model):
    _name = "survey.question.answer"
    _inherit = ["survey.question.answer", "beneficiary.survey.part.mixin"]

    def _asked_surveys(self):
        return (self.question_id | self.matrix_question_id).survey_id

    def _place_fields(self):
        return {"question_id", "matrix_question_id"}


class Survey(models.Model):
    _inherit = "survey.survey"

    def write(self, vals):
        if not vals.get("active", True):
            self._check_not_asked()
        return super().write(vals)

    def _check_not_asked(self):
        """Raise when people are answering one of these questionnaires right now; the server itself is not asked.

        :raise UserError: naming the round
        """
        if self.env.su or not self:
            return
        rounds = self.env["beneficiary.survey.round"].sudo()
        found = rounds.search([("survey_id", "in", self.ids), ("state", "=", "open")], order="id")
        if not found:
            return
        # the name of a round is not for other associations
        own = found.filtered(lambda r: r.company_id in self.env.user.company_ids)[:1]
        values = {"survey": (own or found[:1]).survey_id.title, "round": own.name}
        if own:
            raise UserError(
                self.env._(
                    "“%(survey)s” is being answered in the round “%(round)s”, so it stays as it is. Duplicate it and "
                    "change the copy, or end the round first.",
                    **values,
                )
            )
        raise UserError(
            self.env._(
                "“%(survey)s” is being answered in a round of another association, so it stays as it is. Duplicate it "
                "and change the copy.",
                **values,
            )
        )
