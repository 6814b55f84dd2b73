package dev.weir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.catalogue.page.SiteExporter;
import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.Place;
import dev.weir.contracts.catalogue.CatalogueBase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledExportersTest {

    private static final CatalogueEntry ENTRY =
            Sample.entry(Sample.plain().manifest(), List.of(Sample.plain().manifest()));

    @TempDir
    Path folder;

    /** One of somebody else's: a class, and a line in a file of theirs. */
    public static final class Listing implements Exporter {
        @Override
        public String name() {
            return "listing";
        }

        @Override
        public CatalogueExport export(CatalogueEntry entry) {
            return CatalogueExport.of("listing.html", entry.manifest().reference());
        }
    }

    /** One that ends in what its jar lacks. */
    private record Incomplete(String name) implements Exporter {
        @Override
        public CatalogueExport export(CatalogueEntry entry) {
            throw new NoClassDefFoundError("org/example/Client");
        }
    }

    /** One that cannot say its name. */
    private record Nameless() implements Exporter {
        @Override
        public String name() {
            throw new IllegalStateException("not configured");
        }

        @Override
        public CatalogueExport export(CatalogueEntry entry) {
            return new CatalogueExport(List.of(), List.of());
        }
    }

    private record Failing(String name) implements Exporter {
        @Override
        public CatalogueExport export(CatalogueEntry entry) {
            throw new IllegalStateException("no catalogue answers");
        }
    }

    @Test
    void findsThoseOnTheClassPath() throws IOException {
        assertThat(InstalledExporters.all().names())
                .containsExactly(
                        "card",
                        "citation",
                        "croissant",
                        "datahub",
                        "datasheet",
                        "dcat",
                        "healthdcat",
                        "odcs",
                        "odps",
                        "openmetadata",
                        "site");
        Path services = folder.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.writeString(
                services.resolve(Exporter.class.getName()),
                "org.example.Missing\n" + Listing.class.getName() + "\n",
                StandardCharsets.UTF_8);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader more = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(more);
            assertThat(InstalledExporters.all().names())
                    .containsExactly(
                            "card",
                            "citation",
                            "croissant",
                            "datahub",
                            "datasheet",
                            "dcat",
                            "healthdcat",
                            "odcs",
                            "odps",
                            "openmetadata",
                            "site",
                            "listing");
            InstalledExporters.Entered entered =
                    InstalledExporters.all().export(ENTRY, CatalogueExports.ALL, folder.resolve("site"));
            assertThat(entered.failures())
                    .extracting(InstalledExporters.Failure::exporter)
                    .containsExactly("a line of META-INF/services");
            assertThat(folder.resolve("site/" + ENTRY.manifest().product() + "/listing.html"))
                    .hasContent(ENTRY.manifest().reference());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void oneThatFailsStopsNoOther() {
        InstalledExporters exports =
                new InstalledExporters(List.of(new Listing(), new Failing("a-first"), new Failing("z-last")));
        InstalledExporters.Entered entered = exports.export(ENTRY, CatalogueExports.ALL, folder);
        assertThat(entered.page()).hasValue(folder.resolve(ENTRY.manifest().product() + "/listing.html"));
        assertThat(entered.failures())
                .extracting(InstalledExporters.Failure::exporter)
                .containsExactly("a-first", "z-last");
    }

    @Test
    void whateverItEndsInIsSaidWithItsClass() {
        InstalledExporters exports =
                new InstalledExporters(List.of(new Nameless(), new Incomplete("broken"), new Listing()));
        InstalledExporters.Entered entered = exports.export(ENTRY, CatalogueExports.ALL, folder);
        assertThat(exports.names()).containsExactly("broken", "listing");
        assertThat(entered.page()).isPresent();
        assertThat(entered.failures().stream().map(InstalledExporters.Failure::sentence))
                .satisfiesExactly(
                        nameless -> assertThat(nameless).contains(Nameless.class.getName(), "name() ended with"),
                        broken -> assertThat(broken)
                                .contains("broken", Incomplete.class.getName(), "test-classes", "org/example/Client"));
    }

    @Test
    void weirsOwnPageIsWhatPeopleAreShown() {
        InstalledExporters exports =
                new InstalledExporters(List.of(new Listing(), new SiteExporter(), new Failing("site")));
        InstalledExporters.Entered entered = exports.export(ENTRY, CatalogueExports.ALL, folder);
        assertThat(entered.page().orElseThrow().toString()).endsWith(".html");
        assertThat(entered.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.sentence()).contains("site", Failing.class.getName()));
    }

    @Test
    void ofTwoWithOneNameTheFirstIsUsedAndTheOtherToldOf() {
        InstalledExporters exports = new InstalledExporters(List.of(new Listing(), new Failing("listing")));
        assertThat(exports.names()).containsExactly("listing");
        assertThat(exports.export(ENTRY, CatalogueExports.ALL, folder).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.why()).hasMessageContaining("has this name, too"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../other.txt", "/etc/other.txt", "deep/other.txt", "..", ".", ".hidden", ""})
    void aFileLiesInItsProductsFolder(String name) {
        assertThatThrownBy(() -> CatalogueExport.of(name, "text")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWorkspaceNamesThoseThatItWants() {
        InstalledExporters exports = new InstalledExporters(List.of(new Listing(), new Failing("a-first")));
        Place place = new Place("weir.yaml", 20, 5);
        CatalogueExports wanted = new CatalogueExports(
                CatalogueBase.URN,
                Optional.empty(),
                Optional.of(List.of(
                        new CatalogueExports.Kind("listing", place), new CatalogueExports.Kind("lisiting", place))));

        assertThat(exports.unknown(wanted)).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo(place);
            assertThat(problem.remedy()).contains("listing");
        });
        InstalledExporters.Entered entered = exports.export(ENTRY, wanted, folder);
        assertThat(entered.page()).isPresent();
        assertThat(entered.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.sentence()).contains("weir.yaml", "a-first, listing"));
        assertThat(exports.unknown(CatalogueExports.ALL)).isEmpty();
    }

    /** Rows that have gone are nothing to describe: a workspace that names that kind learns of it, and one that names none does not. */
    @Test
    void anExporterThatMakesNothingIsReportedWhereItWasNamed() {
        InstalledExporters exports = InstalledExporters.all();
        CatalogueEntry gone = Sample.entry(ENTRY.manifest(), ENTRY.history(), Optional.of(Instant.EPOCH));
        assertThat(exports.export(gone, CatalogueExports.ALL, folder).failures())
                .isEmpty();
        CatalogueExports named = new CatalogueExports(
                CatalogueBase.URN,
                Optional.empty(),
                Optional.of(List.of(new CatalogueExports.Kind("croissant", new Place("weir.yaml", 20, 5)))));
        assertThat(exports.export(gone, named, folder).failures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.sentence()).contains("croissant", "The rows of this release have gone"));
    }
}
