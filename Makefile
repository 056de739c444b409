PYTHON ?= python3

.PHONY: run test
run:
	$(PYTHON) koshi.py run
test:
	$(PYTHON) koshi.py test
