// Replaces Streamlit's English words by Indonesian ones, as they appear. Loaded once by ui/indonesian.py.
(() => {
  if (window.siapCerdasIndonesian) return;
  window.siapCerdasIndonesian = true;

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
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Aplikasi tampaknya berhenti. Jalankan kembali Siap Cerdas di komputer ini:",
    "Please wait...": "Mohon tunggu", "Running...": "Memproses", "RUNNING...": "Memproses",
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
    "Increment": "Tambah", "Decrement": "Kurangi",
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
    "Today": "Hari ini", "Previous month": "Bulan sebelumnya", "Next month": "Bulan berikutnya", "No data": "Belum ada data", "Dataframe column menu": "Menu kolom",
    "Automatic": "Otomatis", "Localized": "Setempat", "Plain": "Polos", "Compact": "Ringkas",
    "Percent": "Persen", "Scientific": "Ilmiah", "Accounting": "Akuntansi", "Dollar": "Dolar",
    "Average": "Rata-rata", "Median": "Median", "Minimum": "Terkecil", "Maximum": "Terbesar", "Sum": "Jumlah",
    "Count": "Banyaknya", "Empty": "Kosong", "Distinct": "Berbeda", "Range": "Rentang",
    "Standard deviation": "Simpangan baku",
  };

  const unit = (text) => text.replace(/\.0(?=\D)/, "").replace(/(\d)\.(\d)/g, "$1,$2").replace(/(\d)\s*([KMG]?B)\b/gi, (_, d, u) => d + " " + u.toUpperCase());
  const PARTS = { day: "hari", month: "bulan", year: "tahun", hour: "jam", minute: "menit" };
  const PATTERNS = [
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
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];

  function say(text) {
    const key = text.trim().replace(/\s+/g, " ");
    if (!key || key.length > 300) return null;
    if (Object.hasOwn(WORDS, key)) return WORDS[key];
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
    const words = say(node.data);
    if (words !== null && words !== node.data && !ours(node)) node.data = words;
  }

  function translateAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const words = value && say(value);
      if (words && words !== value) element.setAttribute(name, words);
    }
  }

  function translate(root) {
    if (root.nodeType === 3) return translateText(root);
    if (root.nodeType !== 1) return;
    translateAttributes(root);
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
