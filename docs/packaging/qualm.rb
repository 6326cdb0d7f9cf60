# A Homebrew formula for a tap of one's own. Qualm names no place to download from: put the address
# of the source archive that your organisation keeps, and its digest, where HOMEBREW_QUALM_URL and
# HOMEBREW_QUALM_SHA256 are read. docs/packaging/README.md has the commands.
class Qualm < Formula
  desc "Git repository policy linter, safety concerns and a gate for AI systems"
  url ENV.fetch("HOMEBREW_QUALM_URL")
  version "0.1.0"
  sha256 ENV.fetch("HOMEBREW_QUALM_SHA256")

  depends_on "cli11" => :build
  depends_on "cmake" => :build
  depends_on "ninja" => :build
  depends_on "nlohmann-json" => :build
  depends_on "pkgconf" => :build
  # Headers alone; a formula of the same tap where Homebrew has none.
  depends_on "kainjow-mustache" => :build
  depends_on "tl-expected" => :build
  depends_on "cmark"
  depends_on "fmt"
  depends_on "icu4c@77"
  depends_on "libgit2"
  depends_on "libsodium"
  depends_on "libyaml"
  depends_on "nettle"
  depends_on "pugixml"
  depends_on "re2"

  def install
    system "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DQUALM_TESTS=OFF", *std_cmake_args
    system "cmake", "--build", "build", "--target", "qualm"
    system "cmake", "--install", "build"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/qualm --version")
    system "git", "init", "-q", "-b", "main"
    (testpath/"models/m").mkpath
    (testpath/"models/m/model-card.md").write "# M\n"
    assert_match "model-card/objective-missing", shell_output("#{bin}/qualm check", 1)
  end
end
