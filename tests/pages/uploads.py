"""What the tests of Mulai share: pages visited, files sent, what was said and stored."""

from storage.upload import batches

REGION = "35.18"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def visit(app, page, **address):
    app.session_state["nama_pelaku"] = "Sari"
    app.query_params.update({"wilayah": REGION} | address)
    return app.switch_page(f"pages/mulai/{page}.py").run()


def send(app, *files):
    for file in files:
        app.file_uploader[0].upload(file.name, file.data, XLSX)
    return app.run()


def named(files, part):
    return [file for file in files if part in file.name]


def versions(engine, scope):
    return batches.list_submission_versions(engine, scope.period_id, scope.instrument_id, REGION)


def said(app):
    return " ".join(
        str(box.value) for group in (app.success, app.error, app.warning, app.info) for box in group
    )


def shown(app):
    return " ".join(str(one.value) for one in app.markdown)
