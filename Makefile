PYTHON ?= python3

.PHONY: run test test-long audit
run:
	$(PYTHON) koshi.py run
test:
	$(PYTHON) koshi.py test
test-long:
	$(PYTHON) koshi.py test-long
audit:
	$(PYTHON) koshi.py audit
