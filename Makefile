# make run dan make test menyiapkan semuanya sendiri; lihat README.md.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test drill lint bench lock

help:  ## daftar perintah ini
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1\t/' | expand -t 14

run:  ## jalankan dengan data contoh di http://127.0.0.1:8000 (PORT= mengubahnya)
	@PORT=$(PORT) scripts/jalan.sh

test:  ## semua uji, pada SQLite dan pada PostgreSQL bila menjawab (ARGS= diteruskan ke pytest)
	@scripts/uji.sh $(ARGS)

drill:  ## latihan panjang dengan ratusan contoh acak (ARGS= diteruskan ke pytest)
	@scripts/drill.sh $(ARGS)

lint:  ## periksa kode, templat, migrasi, dan pengaturan server
	@scripts/periksa.sh

bench:  ## ukur halaman dan cetakan terhadap pembandingnya
	@scripts/siapkan.sh jalan
	@LABD_DEMO=1 .venv/bin/python manage.py bench

lock:  ## kunci ulang pustaka Python (NAIK=1 mengambil versi terbaru)
	@NAIK=$(NAIK) scripts/kunci.sh
