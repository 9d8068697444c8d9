# The working ground of the addon. Everything is built in ${XDG_CACHE_HOME:-~/.cache}/beneficiary-dev.

.DEFAULT_GOAL := help
.PHONY: help demo test lint i18n bench shell stop clean
export FRESH KEEP LIFECYCLE ARGS DB JOBS ALLOW_SKIP BENEFICIARY_PORT PEOPLE ROWS

RUN = @python3 dev/run.py

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Serve the demo and print its logins (BENEFICIARY_PORT=8070, FRESH=1 makes it anew)
	$(RUN) demo

test: ## Run every test (ARGS="-k name", KEEP=1 keeps the database, LIFECYCLE=0 is quicker, DB=name)
	$(RUN) test

lint: ## Check style, data, translations and Odoo's own rules
	$(RUN) lint

i18n: ## Export i18n/beneficiary.pot and merge it into i18n/ar.po
	$(RUN) i18n

bench: ## Measure the eligibility of 100,000 people and a workbook of 500,000 rows (PEOPLE=1000000, ROWS=50000)
	$(RUN) bench

shell: ## Open an Odoo shell on the demo database
	$(RUN) shell

stop: ## Stop the private PostgreSQL
	$(RUN) stop

clean: ## Stop PostgreSQL and remove everything that was built
	$(RUN) clean
