.DEFAULT_GOAL := help
PY ?= python3
BIN := .venv/bin

help:            ## what there is to run
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

.venv/.plain: requirements.lock pyproject.toml
	@PY=$(PY) sh .ci/venv requirements.lock .venv/.plain

.venv/.full: requirements-full.lock requirements.lock pyproject.toml
	@PY=$(PY) sh .ci/venv requirements-full.lock .venv/.full .venv/.plain

demo: .venv/.plain ## the brief of the examples, each line with its evidence
	@$(BIN)/panj demo

test: .venv/.full ## the whole test suite
	@$(BIN)/python -m pytest

check: .venv/.full ## format, lint, types, floors
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/.full ## every bench that needs no training
	@$(BIN)/python -m bench

serve: .venv/.full ## the page on the examples, 127.0.0.1:8000
	@$(BIN)/panj serve --examples

format: .venv/.full ## write the format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock:            ## make the locks anew from pyproject.toml (needs uv)
	uv lock
	uv export -q --no-emit-project --no-default-groups -o requirements.lock
	uv export -q --no-emit-project --all-groups --all-extras -o requirements-full.lock

.PHONY: help demo test check bench serve format lock
