package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A reader of a release cannot try which file of one record it was made of; Weir knows the files again all the same. */
@ExtendWith(SparkFixture.class)
class KeyedDigestsIT {

    @TempDir
    private Path folder;

    @Test
    void areInThePlaceOfHashesThatCouldBeTried() throws Exception {
        ClinicFiles files = clinic();
        try (WeirSession session = WeirSession.open(files.read())) {
            RunResult result = run(session, RunRequest.usual());
            assertThat(result.report()).isPresent();
            Manifest first = result.manifest().orElseThrow();
            assertThat(first.record().sources().stream()
                            .flatMap(source -> source.files().stream())
                            .map(SourceCount.SourceFile::digest))
                    .hasSize(2)
                    .allMatch(digest -> digest.key().isPresent());
            List<String> hashes = new ArrayList<>();
            for (String file : List.of("patients.csv", "visits.csv")) {
                hashes.add(Sha256.hex(Files.readAllBytes(folder.resolve("raw/" + file)))
                        .substring(0, 16));
            }
            int named = 0;
            for (Path file : left()) {
                String text = text(file);
                assertThat(hashes).as(file.toString()).noneMatch(text::contains);
                named += text.contains("\"hmac-sha256\"") ? 1 : 0;
            }
            assertThat(named).as("manifest, evidence and run.json").isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void tellWhatHasChanged() throws Exception {
        ClinicFiles files = clinic();
        Path raw = folder.resolve("raw");
        try (WeirSession session = WeirSession.open(files.read())) {
            run(session, RunRequest.usual());
            Files.setLastModifiedTime(raw.resolve("visits.csv"), FileTime.from(Instant.EPOCH));
            assertThat(run(session, RunRequest.usual()).record().ending().outcome())
                    .isEqualTo(Outcome.UNCHANGED);

            files.deliver("visits-2", ClinicFiles.VISITS + "v2,p1,2026-01-03,,in,5.00\n");
            Manifest second = run(session, RunRequest.usual()).manifest().orElseThrow();
            assertThat(second.table("visits").orElseThrow().load().madeOf()).hasSize(2);

            Files.move(raw.resolve("visits-2.csv"), raw.resolve("visits-3.csv"));
            assertThatThrownBy(() -> run(session, RunRequest.usual()))
                    .hasMessageContaining("'raw/visits-3.csv' has the bytes of 'raw/visits-2.csv'");
            Files.move(raw.resolve("visits-3.csv"), raw.resolve("visits-2.csv"));

            files.deliver("visits-2", ClinicFiles.VISITS + "v2,p1,2026-01-03,,in,55.00\n");
            assertThatThrownBy(() -> run(session, RunRequest.usual()))
                    .hasMessageContaining("'raw/visits-2.csv' has changed");
            RunRequest replacing = RunRequest.usual().replacing(List.of("raw/visits-2.csv"));
            assertThat(run(session, replacing).manifest()).isPresent();
            assertThat(run(session, replacing).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);
        }
    }

    private ClinicFiles clinic() throws IOException {
        ClinicFiles files = ClinicFiles.in(folder)
                .load("visits", "day", "incremental")
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\n");
        String sources = "contracts/raw/files.odcs.yaml";
        files.write(sources, Files.readString(folder.resolve(sources)).replace("\"visits.csv\"", "\"visits*.csv\""));
        return files;
    }

    private static RunResult run(WeirSession session, RunRequest request) {
        return new ProductRun(session, "1.0.0", event -> {}).run("clinic", request);
    }

    /** All that is there but what was delivered. */
    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("raw")))
                    .toList();
        }
    }

    /** With what is packed in it. */
    private static String text(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        StringBuilder text = new StringBuilder(new String(content, StandardCharsets.ISO_8859_1));
        if (file.toString().endsWith(".zip")) {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
                while (zip.getNextEntry() != null) {
                    text.append(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString();
    }
}
