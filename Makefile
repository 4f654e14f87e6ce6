# Every command a developer needs. CI calls the same ones.
# `make run` and `make test` are enough for a newcomer; the rest are their parts.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8080
DATA ?= var/demo

.PHONY: help run dev test setup setup-test ui check test-rust test-e2e lint fmt docs bench clean

help: ## Lists the commands
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ui ## Sets up, builds and opens the product with sample data on embedded SQLite
	cargo build --release --package app
	./target/release/nhipcau demo --data $(DATA) --listen 127.0.0.1:$(PORT)

dev: setup ui ## The same from a debug build, templates and texts read from disk
	NHIPCAU_DEV=1 cargo run --package app -- demo --data $(DATA) --listen 127.0.0.1:$(PORT)

test: setup-test ui ## Sets up and passes everything: lints, Rust on both databases, browser stories
	scripts/test.sh

setup: ## Checks for Rust and Node, says what is missing and why
	@scripts/setup.sh run

setup-test: ## The same, and what the tests need: PostgreSQL, Chromium, LibreOffice, poppler
	@scripts/setup.sh test

ui: ## Builds the front end into ui/dist when its sources changed
	@scripts/ui.sh

check: ## Quick look at the Rust code
	cargo check --workspace --all-targets

lint: ## Formatting, clippy, house rules, licences
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- --deny warnings
	cargo xtask tidy

fmt: ## Formats the Rust code
	cargo fmt --all

test-rust: ## Rust tests on SQLite and, when NHIPCAU_TEST_POSTGRES is set, on PostgreSQL
	cargo test --workspace

test-e2e: ui ## Browser stories in Chromium against a debug build
	scripts/e2e.sh

docs: ## Writes anew what is generated: table of rights, settings, database schema
	NHIPCAU_WRITE_DOCS=1 cargo test -p app --test it generated
	url=$$(scripts/postgres.sh start) && NHIPCAU_TEST_POSTGRES=$$url NHIPCAU_WRITE_SCHEMA=1 cargo test -p db schema; scripts/postgres.sh stop

bench: ui ## Benches of bench/, results on the screen
	bench/run.sh

clean: ## Removes everything that can be built again
	cargo clean
	rm -rf ui/dist ui/node_modules e2e/node_modules var
