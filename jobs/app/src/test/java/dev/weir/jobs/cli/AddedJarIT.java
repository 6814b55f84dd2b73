package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.run.ClinicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of somebody else's on {@code WEIR_CLASSPATH}, good ones and bad ones, as a user has them. */
@Tag("slow")
class AddedJarIT {

    private static final String MASKS = "dev.weir.privacy.mask.MaskSource";

    @TempDir
    private Path folder;

    /** A mask {@code veil} that makes of a value what an expression of {@code utf8}, {@code offset}, {@code length} says. */
    private static AddedJar veil(String answer) {
        return new AddedJar()
                .with("com.example.Veil", """
                        package com.example;
                        import dev.weir.privacy.mask.*;
                        import dev.weir.privacy.mask.text.TextMask;
                        import java.util.*;
                        public record Veil() implements Mask {
                            static final MaskMethod<Veil> METHOD = new MaskMethod<>("veil", List.of(), written -> new Veil());
                            public static final class Source implements MaskSource {
                                public List<MaskMethod<?>> methods() { return List.of(METHOD); }
                            }
                            public MaskMethod<Veil> method() { return METHOD; }
                            public Preserved preserved() { return Preserved.PARTS; }
                            public Optional<String> irreversible() { return Optional.of("it is gone"); }
                            public TextMask open(MaskRecipe recipe) { return (utf8, offset, length) -> ANSWER; }
                            static byte[] deeper(byte[] utf8) { return deeper(utf8).clone(); }
                        }
                        """.replace("ANSWER", answer))
                .serving(MASKS, "com.example.Veil$Source");
    }

    private void clinic() throws IOException {
        ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,Li Wei,30\np2,,Anna Maria Schmidt,40\np3,,,50\n");
        Path contract = folder.resolve("contracts/clinic/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: sex, logicalType: string, classification: NONE",
                                "name: sex, logicalType: string, classification: NAME, customProperties: [{ property:"
                                        + " weirMask, value: veil }]"));
    }

    private Launcher.Ended weir(Object classPath, String... arguments) throws Exception {
        return Launcher.weir(folder, Map.of("WEIR_CLASSPATH", classPath.toString()), arguments);
    }

    @Test
    void aMaskThatGivesBackTheRowReleasesNothing() throws Exception {
        clinic();
        Path jar = veil("utf8").write(folder.resolve("veil.jar"));
        Launcher.Ended ended = weir(jar, "run", "clinic");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .contains("com.example.Veil$Source (veil.jar)", "'veil'", "the array that it was given")
                .doesNotContain("fault of Weir's own", "Li Wei", "\tat ");
        assertThat(folder.resolve("warehouse/releases/clinic/1.json")).doesNotExist();
    }

    @Test
    void aMaskThatEndsInAnErrorEndsTheRunInWords() throws Exception {
        clinic();
        Path jar = veil("deeper(utf8)").write(folder.resolve("veil.jar"));
        Launcher.Ended ended = weir(jar, "run", "clinic", "-o", "json");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("veil.jar", "StackOverflowError").doesNotContain("\tat ");
        assertThat(ended.out()).contains("StackOverflowError");
    }

    /** Exporters have their own say beside the release, which stands. */
    @Test
    void anExporterThatFailsIsANoteAndWeirsPageIsShown() throws Exception {
        clinic();
        Path masks = veil("\"[NAME]\".getBytes()").write(folder.resolve("veil.jar"));
        Path exporters = new AddedJar()
                .with("com.example.Lost", """
                        package com.example;
                        import dev.weir.catalogue.*;
                        public final class Lost implements Exporter {
                            public String name() { return "a-lost"; }
                            public CatalogueExport export(CatalogueEntry entry) {
                                throw new NoClassDefFoundError("org/example/Client");
                            }
                        }
                        """)
                .with("com.example.Listing", """
                        package com.example;
                        import dev.weir.catalogue.*;
                        public final class Listing implements Exporter {
                            public String name() { return "listing"; }
                            public CatalogueExport export(CatalogueEntry entry) {
                                return CatalogueExport.of("listing.txt", "one");
                            }
                        }
                        """)
                .serving("dev.weir.catalogue.Exporter", "com.example.Lost")
                .serving("dev.weir.catalogue.Exporter", "com.example.Missing")
                .serving("dev.weir.catalogue.Exporter", "com.example.Listing")
                .write(folder.resolve("exporters.jar"));
        Launcher.Ended ended = weir(masks + ":" + exporters, "run", "clinic");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).containsPattern("page: .*clinic/1\\.html");
        assertThat(ended.err())
                .contains("a-lost", "com.example.Lost (exporters.jar)", "org/example/Client", "com.example.Missing");
        assertThat(folder.resolve("site/clinic/listing.txt")).exists();
        Launcher.Ended again = weir(masks + ":" + exporters, "run", "clinic", "--again", "-o", "json");
        assertThat(CommandsTest.json(again.out()).get("notes").toString()).contains("a-lost", "com.example.Missing");
        assertThat(Schemas.valid("run", CommandsTest.json(again.out()))).isTrue();
    }

    /** A release is made by the jars as well: another one is news, and no rerun goes by it. */
    @Test
    void anotherJarMakesAnotherRelease() throws Exception {
        clinic();
        Path jar = folder.resolve("veil.jar");
        veil("\"[NAME]\".getBytes()").write(jar);
        assertThat(weir(jar, "run", "clinic").status()).isZero();
        assertThat(CommandsTest.json(Files.readString(folder.resolve("warehouse/releases/clinic/1.json")))
                        .at("/basis/added/0")
                        .toString())
                .contains("\"mask\"", "\"veil\"", "com.example.Veil$Source");
        assertThat(weir(jar, "run", "clinic").out()).contains("Nothing new");
        veil("\"[VEILED]\".getBytes()").write(jar);
        assertThat(weir(jar, "run", "clinic").out()).contains("Released clinic@2");
        Launcher.Ended rerun = weir(jar, "rerun", "clinic@1");
        assertThat(rerun.status()).isEqualTo(2);
        assertThat(rerun.err()).contains("WEIR_CLASSPATH", "mask 'veil' (com.example.Veil$Source, SHA-256 ");
        assertThat(weir(jar, "rerun", "clinic@2").status()).isZero();
    }

    @Test
    void aMaskThatCannotBeLoadedIsRefusedAsOtherPortsAre() throws Exception {
        clinic();
        Path jar = new AddedJar().serving(MASKS, "com.example.Nobody").write(folder.resolve("veil.jar"));
        Launcher.Ended ended = weir(jar, "validate");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err() + ended.out())
                .contains("C014", "com.example.Nobody")
                .doesNotContain("\tat ");
        Launcher.Ended without = Launcher.weir(folder, "validate");
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err() + without.out()).contains("there is no mask 'veil'", "WEIR_CLASSPATH");
    }

    @Test
    void whatIsNotOnTheClassPathIsNamed() throws Exception {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        veil("utf8").write(jars.resolve("veil.jar"));
        Path junk = Files.writeString(folder.resolve("junk.jar"), "no jar");
        Launcher.Ended ended =
                weir(folder.resolve("gone.jar") + ":" + junk + ":" + jars + ":" + jars + "/*", "--version");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("gone.jar", "is not there"),
                        bad -> assertThat(bad).contains("junk.jar", "is no jar"),
                        folderOfJars -> assertThat(folderOfJars).contains("write '" + jars + "/*'"));
        assertThat(weir(jars + "/*:", "--version").status()).isZero();
    }

    @Test
    void whatFailsInACommandIsItsOwnersToMend() throws Exception {
        Path jar = new AddedJar()
                .with("com.example.Count", """
                        package com.example;
                        import dev.weir.jobs.cli.AddedCommand;
                        import dev.weir.jobs.cli.terminal.Terminal;
                        import java.util.concurrent.Callable;
                        import picocli.CommandLine;
                        @CommandLine.Command(name = "count")
                        public final class Count implements AddedCommand, Callable<Integer> {
                            public CommandLine on(Terminal terminal) { return new CommandLine(new Count()); }
                            public Integer call() { throw new IllegalStateException("secret"); }
                        }
                        """)
                .serving("dev.weir.jobs.cli.AddedCommand", "com.example.Count")
                .write(folder.resolve("count.jar"));
        Launcher.Ended ended = weir(jar, "count");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .contains("X002", "com.example.Count (count.jar)", "IllegalStateException")
                .doesNotContain("fault of Weir's own", "secret", "\tat ");
    }
}
