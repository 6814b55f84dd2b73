package dev.weir.jobs.release.catalogue.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.InProcess;
import dev.weir.jobs.release.catalogue.rest.RestServer.Fault;
import dev.weir.jobs.release.catalogue.rest.RestServer.Lack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases of the embedded catalogue, shown in a server that keeps less than it, as those see them who ask that server. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class MirroredCatalogueIT {

    private final SparkSession shared;

    @TempDir
    private Path folder;

    @TempDir
    private Path served;

    MirroredCatalogueIT(SparkSession shared) {
        this.shared = shared;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void othersSeeTheNewestReleaseWhateverHappens(boolean together) throws IOException {
        try (RestServer server = together
                ? RestServer.in(served, Lack.REFERENCES)
                : RestServer.in(served, Lack.REFERENCES, Lack.TOGETHER)) {
            ClinicFiles files = ClinicFiles.in(folder);
            show(files, server);
            run(files, 1);
            assertThat(patients(server)).isEqualTo(1);
            run(files, 2);
            assertThat(patients(server)).isEqualTo(2);
            assertThat(server.asked().contains("POST /v1/transactions/commit")).isEqualTo(together);

            server.trap(MirroredCatalogueIT::isCommit, Fault.HANGS_UP_AFTERWARDS);
            run(files, 3);
            assertThat(patients(server)).isEqualTo(3);

            for (int attempt = 0; attempt < 20; attempt++) {
                server.trap(MirroredCatalogueIT::isCommit, Fault.FAILS);
            }
            Manifest fourth = run(files, 4);
            assertThat(fourth.number()).isEqualTo(4);
            assertThat(patients(server)).isEqualTo(3); // and not a part of it
            server.untrap();
            Manifest fifth = run(files, 2);
            assertThat(fifth.number()).isEqualTo(5);
            assertThat(patients(server)).isEqualTo(2);

            plain(server).sql("DELETE FROM lake.clinic.patients");
            assertThat(patients(server)).isZero();
            run(files, 3);
            assertThat(patients(server)).isEqualTo(3);
        }
    }

    @Test
    void aServerThatKeepsTagsHasThemOfEachRelease() throws IOException {
        try (RestServer server = RestServer.in(served)) {
            ClinicFiles files = ClinicFiles.in(folder);
            show(files, server);
            run(files, 1);
            run(files, 2);
            SparkSession plain = plain(server);
            for (int release = 1; release <= 2; release++) {
                assertThat(plain.sql("SELECT * FROM lake.clinic.patients VERSION AS OF 'release_" + release + "'")
                                .count())
                        .isEqualTo(release);
            }
        }
    }

    private static boolean isCommit(String request) {
        return request.equals("POST /v1/transactions/commit")
                || request.matches("POST /v1/namespaces/clinic/tables/.*");
    }

    /** A run that delivers so many patients. */
    private Manifest run(ClinicFiles files, int patients) throws IOException {
        StringBuilder text = new StringBuilder(ClinicFiles.PATIENTS);
        for (int patient = 0; patient < patients; patient++) {
            text.append("p").append(patient).append(",,F,30\n");
        }
        files.deliver("patients", text.toString());
        return InProcess.release(shared, folder, "clinic");
    }

    private static void show(ClinicFiles files, RestServer server) throws IOException {
        files.write(
                "weir.yaml",
                Files.readString(files.root().resolve("weir.yaml"))
                        .replace(
                                "warehouse: warehouse,",
                                "warehouse: warehouse, catalogue: { type: sqlite, shown: { type: rest, uri: \""
                                        + server.address() + "\" } },"));
    }

    private long patients(RestServer server) {
        return plain(server).table("lake.clinic.patients").count();
    }

    /** As anybody's Spark, that has never heard of Weir. */
    private SparkSession plain(RestServer server) {
        SparkSession own = shared.newSession();
        Map.of(
                        "spark.sql.catalog.lake",
                        "org.apache.iceberg.spark.SparkCatalog",
                        "spark.sql.catalog.lake.type",
                        "rest",
                        "spark.sql.catalog.lake.uri",
                        server.address(),
                        "spark.sql.catalog.lake.cache-enabled",
                        "false")
                .forEach(own.conf()::set);
        SparkSession.setActiveSession(own);
        return own;
    }
}
