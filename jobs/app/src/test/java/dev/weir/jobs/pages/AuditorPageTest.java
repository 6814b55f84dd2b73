package dev.weir.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.contracts.text.Sha256;
import dev.weir.releases.evidence.EvidencePack;
import dev.weir.releases.evidence.SignedReleases;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.Tags;
import dev.weir.releases.log.VoidNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/auditor.md tells people to run, run: with openssl, sha256sum and Python. */
class AuditorPageTest {

    @TempDir
    private Path folder;

    private Path unpacked;
    private SignedReleases releases;

    @BeforeEach
    void anUnpackedPack() throws IOException {
        releases = new SignedReleases(Files.createDirectories(folder.resolve("workspace")), 2);
        Path pack = folder.resolve("pack.zip");
        new EvidencePack(releases.log.files())
                .write(releases.log.read("clinical", 2), releases.log.numbers("clinical"), releases.publics(), pack);
        unpacked = folder.resolve("unpacked");
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path file = unpacked.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        Files.copy(releases.keys.publicFile(), unpacked.resolve("owner.pub"));
        for (String table : List.of("patients", "visits")) {
            Path data = Files.createDirectories(unpacked.resolve("data/clinical/" + table + "/data"));
            for (String name : List.of("2-0.parquet", "2-1.parquet")) {
                Files.copy(releases.warehouse.resolve("clinical/" + table + "/data/" + name), data.resolve(name));
            }
        }
        Path aside = Files.createDirectories(unpacked.resolve("data/clinical_quarantine/patients/data"));
        Files.copy(
                releases.warehouse.resolve("clinical_quarantine/patients/data/2.parquet"), aside.resolve("2.parquet"));
    }

    @Test
    void theShellsLinesAcceptAPackAndRefuseAChangedOne() throws Exception {
        assumeUse("openssl");
        String lines = block("bash");
        assertThat(exit("bash", "-c", lines)).isZero();
        Path manifest = unpacked.resolve("clinical/1.json");
        byte[] before = Files.readAllBytes(manifest);
        flip(manifest);
        assertThat(exit("bash", "-c", lines)).isNotZero();
        Files.write(manifest, before);
        flip(firstObject());
        assertThat(exit("bash", "-c", lines)).isNotZero();
    }

    @Test
    void theShellsLinesAcceptATagAndRefuseAChangedOne() throws Exception {
        assumeUse("openssl");
        new Tags(releases.log.with(LogKeys.of(releases.keys)))
                .give("clinical", 2, "paper-v1", "ann", Instant.parse("2026-11-20T10:00:00Z"));
        Path tag = unpacked.resolve("paper-v1.1.json");
        Files.copy(releases.warehouse.resolve("releases/clinical/tags/paper-v1.1.json"), tag);
        String lines = block("sh");
        assertThat(exit("bash", "-c", lines)).isZero();
        Files.writeString(tag, Files.readString(tag).replace("\"release\": 2", "\"release\": 1"));
        assertThat(exit("bash", "-c", lines)).isNotZero();
    }

    @Test
    void pythonsLinesAcceptAPackAndRefuseAChangedOne() throws Exception {
        assumeUse("python3");
        String lines = block("python");
        assertThat(exit("python3", "-c", lines)).isZero();
        for (Path file : List.of(
                unpacked.resolve("clinical/1.json"),
                unpacked.resolve("data/clinical/visits/data/2-1.parquet"),
                unpacked.resolve("data/clinical_quarantine/patients/data/2.parquet"),
                firstObject())) {
            byte[] before = Files.readAllBytes(file);
            flip(file);
            assertThat(exit("python3", "-c", lines)).as(file.toString()).isNotZero();
            Files.write(file, before);
        }
    }

    /** The number of a run that never came back. */
    @Test
    void bothFollowTheChainThroughANumberThatNobodyReleased() throws Exception {
        assumeUse("openssl");
        assumeUse("python3");
        String before = Sha256.hex(Files.readAllBytes(unpacked.resolve("clinical/2.json")));
        Path entry = unpacked.resolve("clinical/3.json");
        byte[] none = new VoidNumber("clinical", 3, "run-7", Instant.parse("2026-11-20T10:00:00Z"), Optional.of(before))
                .print();
        Files.write(entry, none);
        assertThat(exit("bash", "-c", block("bash"))).isZero();
        assertThat(exit("python3", "-c", block("python"))).isZero();
        Files.writeString(entry, new String(none, StandardCharsets.UTF_8).replaceFirst("\\{", "{\"tables\": [],"));
        assertThat(exit("python3", "-c", block("python"))).isNotZero();
        Files.writeString(entry, new String(none, StandardCharsets.UTF_8).replace(before, "0".repeat(64)));
        assertThat(exit("python3", "-c", block("python"))).isNotZero();
    }

    private Path firstObject() throws IOException {
        try (var objects = Files.list(unpacked.resolve("clinical/objects"))) {
            return objects.sorted().findFirst().orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static String block(String language) throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "auditor.md"), StandardCharsets.UTF_8);
        Matcher found =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** A tool that is not there fails the test, unless -Dweir.tests.without=openssl,python3 says that it need not be. */
    private static void assumeUse(String tool) {
        assumeFalse(
                List.of(System.getProperty("weir.tests.without", "").split(",")).contains(tool));
    }

    private int exit(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(unpacked.toFile())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
