# Every chore of the project. `make run` and `make test` are all a newcomer needs.
.PHONY: run setup test prove bench mail-catcher lint types house lock clean

# Python keeps what it translated, whatever the machine says: tests start hundreds of processes of the same sources.
export PYTHONDONTWRITEBYTECODE :=

# Tests that touch the database: they run on SQLite with all others, and once more on PostgreSQL where that may differ.
ON_DATABASE = tests/records tests/engagement tests/strategy tests/web tests/worker tests/settings tests/pages tests/journeys

run: .venv/.ok .assets.ok .messages.ok   ## set up, start web and worker with the sample company, print the address and a sign-in link
	@exec .venv/bin/crmeter run

setup: .venv/.dev .oracles/.ok .assets.ok .messages.ok   ## everything that tests need

.venv/.ok: requirements.lock requirements-installer.lock scripts/bootstrap.sh
	@sh scripts/bootstrap.sh requirements.lock && touch $@

.venv/.dev: requirements-dev.lock requirements-installer.lock scripts/bootstrap.sh
	@sh scripts/bootstrap.sh requirements-dev.lock && touch $@ .venv/.ok

.oracles/.ok: requirements-oracles.lock scripts/oracles.sh .venv/.dev
	@sh scripts/oracles.sh

# What browsers get from npm; again whenever a page may name another icon.
.assets.ok: package-lock.json .npmrc scripts/assets.sh scripts/assets.mjs scripts/libraries.mjs \
		$(shell find src/crmeter/web -name '*.html' -o -name '*.py')
	@sh scripts/assets.sh && touch $@

# The words of the pages, in the form that Django reads.
.messages.ok: $(shell find src/crmeter/locale -name '*.po') scripts/messages.sh scripts/messages.py .venv/.ok
	@sh scripts/messages.sh compile && touch $@

test: setup lint types house     ## all that CI runs
	@sh scripts/browser.sh
	.venv/bin/pytest -n 3 --dist loadfile -m "not prove"
	@sh scripts/on_postgresql.sh .venv/bin/pytest -n 3 --dist loadfile -m "not prove and not once" $(ON_DATABASE)

prove: setup            ## longer proofs: coverage of intervals, kill loops, large files
	.venv/bin/pytest -m prove

bench: setup            ## benchmarks: ratios against named peers, kept in benchmarks/results/
	@sh scripts/bench.sh

mail-catcher: .venv/.dev ## a mail server on this machine that keeps what arrives and sends nothing on
	@exec .venv/bin/crmeter mail catch

lint: .venv/.dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: .venv/.dev
	.venv/bin/mypy

house: .venv/.dev
	.venv/bin/lint-imports

lock: .venv/.dev        ## renew the lock files (hashes, no hosts)
	sh scripts/lock.sh

clean:
	rm -rf .venv .oracles .peers .assets.ok .messages.ok node_modules src/crmeter/web/static/crmeter/built build workspace
