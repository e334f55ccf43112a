@echo off
rem Starts Siap Cerdas on Windows by double click.
cd /d "%~dp0"
where py >nul 2>nul && (py -3 run.py %* & goto done)
where python >nul 2>nul && (python run.py %* & goto done)
echo Python belum terpasang: pasang Python 3.11 atau yang lebih baru dari python.org, lalu klik dua kali Mulai.bat lagi.
:done
pause
