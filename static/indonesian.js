// Replaces Streamlit's English words by Indonesian ones, as they appear. Loaded once by ui/frame/indonesian.py.
(() => {
  if (window.siapCerdasIndonesian) return;
  window.siapCerdasIndonesian = true;

  // Said when the server does not answer: what runs here needs no internet.
  const GONE = "Siap Cerdas tidak menjawab. Periksa apakah Siap Cerdas masih berjalan di komputer ini atau di servernya; " +
    "bila berhenti, jalankan kembali. Internet tidak diperlukan. Halaman ini menyambung sendiri setelah itu.";
  const WORDS = {
    // file uploader
    "Upload": "Unggah", "Add files": "Tambah berkas", "Upload directories": "Unggah folder",
    "Browse files": "Pilih berkas", "Drag and drop a file here": "Seret dan lepas berkas ke sini",
    "Drag and drop files here": "Seret dan lepas berkas ke sini",
    "Drag and drop file here": "Seret dan lepas berkas ke sini",
    "Drag and drop directories here": "Seret dan lepas folder ke sini",
    "Error uploading file": "Berkas tidak dapat diunggah. Mohon coba lagi.",
    "Error deleting file": "Berkas tidak dapat dihapus dari daftar.",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Sambungan terputus. Tunggu hingga tersambung kembali, lalu coba lagi.",
    // dialogs and connection
    "Page not found": "Halaman tidak ditemukan", "Close": "Tutup", "Cancel": "Batal", "Done": "Selesai",
    "Connection error": "Sambungan terputus", "Connecting": "Menyambungkan", "Connecting...": "Menyambungkan",
    "CONNECTING": "Menyambungkan", "Network error": "Gangguan jaringan",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": GONE,
    "Streamlit server is not responding. Are you connected to the internet?": GONE,
    "streamlit run yourscript.py": "python3 run.py", "Connection timed out.": GONE,
    "Connecting to Streamlit server": "Menyambungkan ke Siap Cerdas",
    "Connecting to static app": "Menyambungkan ke Siap Cerdas",
    "Unable to connect to Streamlit server": "Siap Cerdas tidak menjawab",
    "Cannot connect to Streamlit (HTTP status: 403).": "Siap Cerdas menolak sambungan dari alamat ini.",
    "If you are trying to access a Streamlit app running on another server, this could be due to the app's":
      "Buka Siap Cerdas dengan alamat yang diberikan pengelola",
    "CORS": "(lihat siap.toml)", "settings.": ".",
    "Network issue": "Sambungan terputus",
    "Cannot load Streamlit frontend code. This can happen when you update Streamlit while a Streamlit app is running.":
      "Bagian halaman ini tidak dapat dimuat: Siap Cerdas berhenti atau baru diperbarui.",
    "To fix this, simply reload this app by pressing": "Setelah Siap Cerdas berjalan, muat ulang halaman dengan",
    ", or": ", atau",
    "If the error persists, try force-clearing your browser's cache as described":
      "Bila berulang, kosongkan tembolok (cache) peramban", "here": "ini",
    "Unknown error": "Kesalahan yang tidak dikenal", "Unknown Error": "Kesalahan yang tidak dikenal",
    "Script execution error": "Kesalahan saat menjalankan halaman", "No message": "Tanpa keterangan",
    "Try again": "Coba lagi", "Continue anyway": "Tetap lanjutkan", "Retry": "Ulangi", "Traceback:": "Rincian:",
    "view less": "lebih sedikit", "view more": "selengkapnya",
    "Please wait...": "Mohon tunggu", "Running...": "Memproses", "RUNNING...": "Memproses", "Stopping...": "Menghentikan",
    "File change.": "Aplikasi berubah.", "Always rerun": "Selalu jalankan ulang", "Auto rerun": "Jalankan ulang sendiri",
    "Clear cache": "Kosongkan tembolok", "Clear caches": "Kosongkan tembolok", "About": "Tentang", "System": "Ikuti perangkat",
    "Get help": "Bantuan", "Report a bug": "Laporkan kesalahan",
    "Error": "Kesalahan", "Stop": "Hentikan", "Rerun": "Jalankan ulang", "Dismiss": "Tutup",
    "Something went wrong": "Terjadi kesalahan",
    "Failed to generate file for download": "Berkas tidak dapat dibuat. Coba lagi.",
    "Download failed": "Berkas tidak dapat diunduh. Coba lagi.",
    "Deferred download not properly configured": "Berkas belum siap. Muat ulang halaman, lalu unduh lagi.",
    "Request timed out": "Berkas terlalu lama dibuat. Coba lagi.",
    "Connection closed": "Sambungan terputus. Tunggu hingga tersambung kembali, lalu coba lagi.",
    "Copy": "Salin", "Copied": "Tersalin",
    "Copy to clipboard": "Salin", "Loading": "Memuat", "Loading...": "Memuat",
    // menus and frame
    "App pages": "Halaman aplikasi", "Main menu": "Menu utama", "Settings": "Pengaturan", "Print": "Cetak",
    "Expand sidebar": "Buka panel samping", "Collapse sidebar": "Tutup panel samping",
    "Open sidebar": "Buka panel samping", "Close sidebar": "Tutup panel samping",
    "Skip to main content": "Langsung ke isi", "Choose app theme": "Pilih tema", "Theme": "Tema",
    "Light": "Terang", "Dark": "Gelap", "Custom Theme Light": "Terang", "Custom Theme Dark": "Gelap",
    "Custom Theme Auto": "Ikuti perangkat", "Use system setting": "Ikuti perangkat",
    "Wide mode": "Mode lebar", "View less": "Tampilkan lebih sedikit", "View more": "Tampilkan lebih banyak",
    "Navigate to home page": "Ke halaman awal", "Notifications": "Pemberitahuan",
    "Link to heading": "Tautan ke judul ini", "Scrollable table": "Tabel yang dapat digulung", "Metric": "Angka",
    "Scroll tabs left": "Geser tab ke kiri", "Scroll tabs right": "Geser tab ke kanan",
    "Pagination": "Halaman", "Previous page": "Halaman sebelumnya", "Next page": "Halaman berikutnya", "Menu": "Menu",
    "Long press or press Alt + ArrowDown to open menu": "Tekan lama atau tekan Alt + panah bawah untuk membuka menu",
    "Fullscreen": "Layar penuh", "View fullscreen": "Layar penuh", "Exit fullscreen": "Keluar dari layar penuh",
    "Close fullscreen": "Keluar dari layar penuh", "Show/hide columns": "Tampilkan kolom",
    // inputs
    "Choose an option": "Pilih", "Choose options": "Pilih", "Choose one or more options": "Pilih",
    "No options to select": "Tidak ada pilihan", "No options to select.": "Tidak ada pilihan",
    "No results": "Tidak ditemukan", "No options": "Tidak ada pilihan", "Select all": "Pilih semua",
    "Clear all": "Kosongkan", "Clear value": "Kosongkan", "Clear selection": "Kosongkan pilihan",
    "Select options": "Pilih", "Select...": "Pilih", "Type to search": "Ketik untuk mencari",
    "Press Enter to apply": "Tekan Enter untuk menerapkan",
    "Press Enter to submit form": "Tekan Enter untuk mengirim",
    "Press ⌘+Enter to apply": "Tekan ⌘+Enter untuk menerapkan",
    "Press Ctrl+Enter to apply": "Tekan Ctrl+Enter untuk menerapkan",
    "Press ⌘+Enter to submit form": "Tekan ⌘+Enter untuk mengirim",
    "Press Ctrl+Enter to submit form": "Tekan Ctrl+Enter untuk mengirim",
    "This field is required.": "Wajib diisi.", "This field is required": "Wajib diisi",
    "Missing Submit Button": "Tombol kirim belum ada", "Selected values": "Pilihan", "Open": "Buka",
    "Increment": "Tambah", "Decrement": "Kurangi", "Show suggestions": "Tampilkan pilihan", "Suggestions": "Pilihan",
    "Multiselect": "Pilihan ganda", "Multiselect options": "Daftar pilihan", "Selectbox": "Pilihan",
    "Selectbox options": "Daftar pilihan", "Invalid input.": "Isian tidak sesuai.", "Invalid value.": "Isian tidak sesuai.",
    "Number is below the allowed range.": "Angka di bawah batas.", "Number is above the allowed range.": "Angka di atas batas.",
    "Choose or add options": "Pilih atau tambah", "Choose or add an option": "Pilih atau tambah", "Add options": "Tambah",
    "Add an option": "Tambah", "Clear entry": "Kosongkan", "Show password": "Tampilkan kata sandi",
    "Hide password": "Sembunyikan kata sandi", "Clear date": "Kosongkan tanggal", "Clear dates": "Kosongkan tanggal",
    "Choose date range": "Pilih rentang tanggal", "Date range": "Rentang tanggal", "Calendar": "Kalender",
    "Quick select a date range": "Pilih cepat rentang tanggal", "Past Week": "Sepekan terakhir", "Past Month": "Sebulan terakhir",
    "Past 3 Months": "Tiga bulan terakhir", "Past 6 Months": "Enam bulan terakhir", "Past Year": "Setahun terakhir",
    "Past 2 Years": "Dua tahun terakhir", "First available date": "Tanggal pertama yang dapat dipilih",
    "Last available date": "Tanggal terakhir yang dapat dipilih",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Tombol panah memindahkan tanggal, Enter memilih, Escape menutup.",
    "Too many files": "Terlalu banyak berkas", "Upload failed": "Unggahan gagal", "Click to retry upload": "Klik untuk mengunggah lagi",
    "Unexpected error. Please try again.": "Terjadi kesalahan. Coba lagi.", "File size is too small.": "Berkas terlalu kecil.",
    // tables
    "Search": "Cari", "Download as CSV": "Unduh CSV", "Add row": "Tambah baris",
    "Delete row(s)": "Hapus baris", "Delete rows": "Hapus baris", "Sort ascending": "Urutkan naik",
    "Sort descending": "Urutkan turun", "Pin column": "Sematkan kolom", "Unpin column": "Lepas sematan",
    "Hide column": "Sembunyikan kolom", "Autosize": "Lebar otomatis", "Format": "Format",
    "Copy column name": "Salin nama kolom", "Statistics": "Statistik", "Wrap": "Bungkus teks",
    "Previous Result": "Hasil sebelumnya", "Next Result": "Hasil berikutnya", "Close Search": "Tutup pencarian",
    "empty": "kosong", "Error:": "Kesalahan:", "file upload": "unggah berkas", "Sidebar": "Panel samping",
    "progress": "kemajuan", "Choose date": "Pilih tanggal", "Choose time": "Pilih waktu", "Logo": "Siap Cerdas",
    "App Logo": "Siap Cerdas", "Password": "Kata sandi", "Show password text": "Tampilkan kata sandi",
    "Today": "Hari ini", "month": "bulan", "year": "tahun", "Previous month": "Bulan sebelumnya", "Next month": "Bulan berikutnya", "No data": "Belum ada data", "Dataframe column menu": "Menu kolom",
    "Automatic": "Otomatis", "Localized": "Setempat", "Plain": "Polos", "Compact": "Ringkas",
    "Percent": "Persen", "Scientific": "Ilmiah", "Accounting": "Akuntansi", "Dollar": "Dolar",
    "Average": "Rata-rata", "Median": "Median", "Minimum": "Terkecil", "Maximum": "Terbesar", "Sum": "Jumlah",
    "Count": "Banyaknya", "Empty": "Kosong", "Distinct": "Berbeda", "Range": "Rentang",
    "Standard deviation": "Simpangan baku", "Values": "Nilai", "Minimum length": "Panjang terkecil",
    "Maximum length": "Panjang terbesar", "Average length": "Panjang rata-rata", "Based on sample": "Berdasarkan sebagian baris",
    "Top values frequency chart": "Grafik nilai tersering", "Distribution histogram": "Histogram sebaran",
    "Euro": "Euro", "Yen": "Yen", "Duration": "Lama waktu", "Distance": "Jarak waktu", "Rename": "Ganti nama", "Edit": "Ubah",
    "Wrapper": "Bungkus", "No content": "Tanpa isi", "Audio player": "Pemutar suara", "Video player": "Pemutar video",
    "Button action menu": "Menu tindakan", "Cancel (Escape)": "Batal (Escape)", "Enter markdown text...": "Ketik teks",
    "Edit markdown content": "Ubah isi", "Markdown content": "Isi", "Failed to load data": "Data tidak dapat dimuat",
    "Failed to export data as CSV": "CSV tidak dapat dibuat",
    "The value cannot be interpreted as boolean.": "Isian bukan ya atau tidak.",
    "The value cannot be interpreted as a number.": "Isian bukan angka.",
    "The value cannot be interpreted as a datetime object.": "Isian bukan tanggal atau waktu.",
    "The value is not part of the allowed options.": "Isian tidak ada di antara pilihan.",
    "The values could not be matched with the configured options.": "Isian tidak ada di antara pilihan.",
    "Incompatible value": "Isian tidak sesuai", "Unsupported type": "Jenis isian tidak dikenal",
  };

  const unit = (text) => text.replace(/\.0(?=\D)/, "").replace(/(\d)\.(\d)/g, "$1,$2").replace(/(\d)\s*([KMG]?B)\b/gi, (_, d, u) => d + " " + u.toUpperCase());
  const PARTS = { day: "hari", month: "bulan", year: "tahun", hour: "jam", minute: "menit" };
  const MONTHS = {
    January: "Januari", February: "Februari", March: "Maret", April: "April", May: "Mei", June: "Juni", July: "Juli",
    August: "Agustus", September: "September", October: "Oktober", November: "November", December: "Desember",
  };
  const DAYS = {
    Sunday: "Minggu", Monday: "Senin", Tuesday: "Selasa", Wednesday: "Rabu", Thursday: "Kamis", Friday: "Jumat", Saturday: "Sabtu",
  };
  const any = (words) => Object.keys(words).join("|");
  const day = (weekday, month, date, year) => `${DAYS[weekday]}, ${date} ${MONTHS[month]} ${year}`;
  const PATTERNS = [
    [new RegExp(`^(Choose date, )?(${any(MONTHS)}) (\\d{4})$`),
      (_, choose, month, year) => `${choose ? "Pilih tanggal, " : ""}${MONTHS[month]} ${year}`],
    [new RegExp(`^(Today, )?(${any(DAYS)}), (${any(MONTHS)}) (\\d{1,2}), (\\d{4})(,? selected)?$`),
      (_, now, weekday, month, date, year, chosen) => (now ? "Hari ini, " : "") + day(weekday, month, date, year) + (chosen ? ", terpilih" : "")],
    [new RegExp(`^Selected Date: (${any(DAYS)}), (${any(MONTHS)}) (\\d{1,2}), (\\d{4})$`), (_, ...parts) => `Terpilih: ${day(...parts)}`],
    [/^(.+), selected$/, (_, what) => `${what}, terpilih`],
    [/^(\d+) options? available\.$/, (_, count) => `${count} pilihan tersedia.`],
    [/^Page (\d+)$/, (_, page) => `Halaman ${page}`],
    [/^Add: (.+)$/, (_, what) => `Tambah: ${what}`],
    [/^Select (\d+) matches$/, (_, count) => `Pilih ${count} yang cocok`],
    [/^Save \((.+)\+Enter\)$/, (_, key) => `Simpan (${key}+Enter)`],
    [/^Shortcut (.+)$/, (_, key) => `Tombol pintas ${key}`],
    [/^(.*) — (start|end)$/, (_, label, end) => `${label} — ${end === "start" ? "awal" : "akhir"}`],
    [/^(.*) (start|end) date$/, (_, label, end) => `${label}, tanggal ${end === "start" ? "awal" : "akhir"}`],
    [/^File is (larger|smaller) than (.+)$/, (_, than, size) => `Berkas lebih ${than === "larger" ? "besar" : "kecil"} daripada ${unit(size)}.`],
    [/(?:Failed to fetch|error loading) dynamically imported module|^Importing a module script failed/,
      () => "Bagian halaman ini tidak dapat dimuat karena Siap Cerdas tidak menjawab. Muat ulang halaman setelah Siap Cerdas berjalan."],
    [/^(?:Limit )?([\d.,]+ ?[KMG]?B) per file(?: • (.+))?$/i, (_, size, types) => `Paling besar ${unit(size)} per berkas` + (types ? ` • ${types}` : "")],
    [/^File must be ([\d.,]+ ?[KMG]?B) or smaller\.?$/i, (_, size) => `Berkas melebihi batas ${unit(size)}. Kecilkan atau pecah berkas, lalu unggah lagi.`],
    [/^(.+) files are not allowed\.$/, () => "Jenis berkas ini tidak diterima. Pakai jenis yang tertulis pada kotak unggah."],
    [/^[\d.]+ ?[KMGT]?B$/i, (size) => unit(size)],
    [/^(.+), ([\d.]+ ?[KMGT]?B)$/i, (_, file, size) => `${file}, ${unit(size)}`],
    [/^\w+ icon$/, () => "ikon"],
    [/^Help for (.+)$/, (_, label) => `Bantuan: ${label}`],
    [/^Search: (.+)$/, (_, what) => `Cari: ${what}`],
    [/^Fullscreen: (.+)$/, (_, what) => `Layar penuh: ${what}`],
    [/^Show\/hide columns: (.+)$/, (_, what) => `Tampilkan kolom: ${what}`],
    [/^Download as CSV: (.+)$/, (_, what) => `Unduh CSV: ${what}`],
    [/^(day|month|year|hour|minute), (.*)$/, (_, part, label) => `${PARTS[part]}, ${label}`],
    [/^Only one file is allowed\.?$/i, () => "Hanya satu berkas yang dapat diunggah."],
    [/Running the app's main page\.$/, () => "Alamat yang dibuka tidak ada. Halaman Beranda ditampilkan sebagai gantinya."],
    [/^Remove (.+)$/, (_, what) => `Hapus ${what}`],
    [/^(.+) file\(s\) selected$/, (_, count) => `${count} berkas dipilih`],
    [/^Selected (.*)\. (.*)$/, (_, value, label) => `Terpilih ${value}. ${label}`],
    [/^(\d+) more$/, (_, count) => `${count} lagi`],
    [/^View (\d+) more$/, (_, count) => `Tampilkan ${count} lagi`],
    [/^Showing page (\d+) of (\d+)$/, (_, page, pages) => `Halaman ${page} dari ${pages}`],
    [/^You can only select up to (\d+) options?\..*$/, (_, count) => `Paling banyak ${count} pilihan.`],
    [/^This app has encountered an error.*$/, () => "Terjadi kesalahan. Muat ulang halaman; bila berulang, hubungi pengelola."],
    [/^Network issue detected\..*$/, () => "Sambungan terganggu. Tunggu sebentar, lalu muat ulang halaman."],
    [/^Request failed with status code 413$/, () => "Berkas melebihi batas server."],
    [/^Connection (?:failed|timed out).*$/, () => "Sambungan terputus. Mencoba menyambung kembali."],
  ];
  const ATTRIBUTES = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"];
  const BLANKS = { dd: "tgl", mm: "bln", yyyy: "thn" };  // in an empty field of a date

  function say(text) {
    const key = text.trim().replace(/\s+/g, " ");
    if (!key || key.length > 300) return null;
    if (Object.hasOwn(WORDS, key)) return WORDS[key];
    if (Object.hasOwn(MONTHS, key)) return MONTHS[key];
    for (const [pattern, words] of PATTERNS) {
      if (pattern.test(key)) return key.replace(pattern, words);
    }
    return null;
  }

  // What the app itself wrote is Indonesian already; only the frame around it is translated.
  const ours = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement;
    const text = element && element.closest('[data-testid="stMarkdownContainer"], pre, code, textarea');
    return Boolean(text) && !element.closest('[data-testid="stFileUploader"], [role="dialog"], [data-testid="stException"]');
  };

  function translateText(node) {
    const blank = node.parentElement?.matches('[role="spinbutton"]') && BLANKS[node.data];
    const words = blank || say(node.data);
    if (words === null || ours(node)) return;
    const [, before, after] = /^(\s*)[^]*?(\s*)$/.exec(node.data);  // a link or a key may follow
    if (before + words + after !== node.data) node.data = before + words + after;
  }

  // Explanations elsewhere on the internet: English, and not there without it.
  const ELSEWHERE = 'a[href^="https://developer.mozilla.org/"], a[href^="https://en.wikipedia.org/"], a[href*="streamlit.io/"]';

  function translateAttributes(element) {
    if (element.matches(ELSEWHERE)) element.removeAttribute("href");
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const words = value && say(value);
      if (words && words !== value) element.setAttribute(name, words);
    }
  }

  // The calendar's heads are single letters, known only by standing together.
  function translateWeek(table) {
    const heads = [...table.querySelectorAll("th, [role=columnheader]")];
    if (heads.map((one) => one.textContent).join("") !== "SMTWTFS") return;
    heads.forEach((one, at) => { if (one.textContent !== "MSSRKJS"[at]) one.textContent = "MSSRKJS"[at]; });
  }

  function translate(root) {
    if (root.nodeType === 3) return translateText(root);
    if (root.nodeType !== 1) return;
    translateAttributes(root);
    root.querySelectorAll('table, [role="grid"]').forEach(translateWeek);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === 3) translateText(node);
      else translateAttributes(node);
    }
  }

  document.documentElement.lang = "id";
  translate(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else if (change.type === "characterData") translateText(change.target);
      else translateAttributes(change.target);
    }
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
})();
