@echo off
rem Starts Siap Cerdas on Windows by double click, with the first Python of these that is new enough.
chcp 65001 >nul
title Siap Cerdas
pushd "%~dp0"
set "NEW=import sys; sys.exit(sys.version_info < (3, 11))"
if exist "python\python.exe" goto own
py -3 -c "%NEW%" >nul 2>nul
if not errorlevel 1 goto launcher
python -c "%NEW%" >nul 2>nul
if not errorlevel 1 goto installed
echo Python 3.11 atau yang lebih baru belum terpasang. Tanpa hak administrator ada dua cara:
echo 1. Pasang dari python.org untuk pengguna ini saja: jangan centang "Use admin privileges",
echo    centang "Add python.exe to PATH", lalu pilih Install Now.
echo 2. Unduh "Windows embeddable package (64-bit)" dari python.org, lalu ekstrak isinya
echo    ke folder bernama python di sebelah Mulai.bat ini.
echo Setelah itu klik dua kali Mulai.bat lagi.
goto done
:own
"python\python.exe" run.py %*
goto done
:launcher
py -3 run.py %*
goto done
:installed
python run.py %*
:done
popd
pause
