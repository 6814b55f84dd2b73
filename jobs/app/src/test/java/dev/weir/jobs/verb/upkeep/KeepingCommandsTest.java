package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.engine.rollback.RollbackResult;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.KeptRelease;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.jobs.verb.run.RollbackCommand;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that look after releases say where no engine is needed. */
class KeepingCommandsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aWorkspace() throws IOException {
        assertThat(CommandsTest.weir("init", folder.toString()).status()).isZero();
        Files.createDirectories(folder.resolve("warehouse"));
    }

    @Test
    void aWorkspaceThatWasNotMovedNeedsNoRelocation() throws Exception {
        CommandsTest.Ended ended = weir("relocate", "--output", "json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("relocate", json)).isTrue();
        assertThat(json.has("from")).isFalse();
    }

    /** Journals of its runs lie beside a log elsewhere, and are those of the warehouse that is still there. */
    @Test
    void aCopyDoesNotTakeTheJournalsOfItsOriginal() throws Exception {
        Path original = Files.createDirectories(folder.resolve("original/warehouse"));
        Files.writeString(original.resolve("location.txt"), original + "\n");
        Files.writeString(folder.resolve("warehouse/location.txt"), original + "\n");
        Path settings = folder.resolve("weir.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replaceFirst(
                                "(?m)^profiles:.*$",
                                "profiles:\n  cloud: { releases: { store: \"s3a://nowhere/log\" } }"));
        CommandsTest.Ended ended = weir("relocate", "--profile", "cloud");
        assertThat(ended.status()).as(ended.err()).isEqualTo(5);
        assertThat(ended.err()).contains("s3a://nowhere/log", original.toString(), "log of its own");
        assertThat(Files.readString(folder.resolve("warehouse/location.txt"))).isEqualTo(original + "\n");
    }

    /** {@code clinical@1} names a release, and these ask for a product. */
    @Test
    void aReleaseIsNoProduct() {
        for (String command : List.of("quality", "quarantine", "history", "clean", "rollback")) {
            CommandsTest.Ended ended =
                    "rollback".equals(command) ? weir(command, "clinical@1", "--to", "1") : weir(command, "clinical@1");
            assertThat(ended.status()).as(command + ended.err()).isEqualTo(2);
            assertThat(ended.err()).contains("There is no product 'clinical@1'");
        }
    }

    @Test
    void aMoveIsNoticed() throws Exception {
        Files.writeString(folder.resolve("warehouse/location.txt"), "/somewhere/else\n");
        CommandsTest.Ended doctor = weir("doctor", "--output", "json");
        assertThat(doctor.status()).isEqualTo(6);
        JsonNode json = CommandsTest.json(doctor.out());
        assertThat(CommandsTest.valid("doctor", json)).isTrue();
        assertThat(json.at("/findings/0/kind").asText()).isEqualTo("moved");
        assertThat(json.at("/findings/0/remedy").asText()).contains("weir relocate");
    }

    @Test
    void whatGoesAndWhatStaysIsJsonAsItsSchemaSays() throws Exception {
        TableIdentity table = TableIdentity.of(new Warehouse(folder), TableFormat.DELTA, "clinical", "patients");
        CleanPlan plan = new CleanPlan(
                List.of(
                        new KeptRelease(1, List.of()),
                        new KeptRelease(2, List.of("pin 1 of study 7 until 2999-01-01"))),
                List.of(1L),
                List.of(new TableSurplus(table, 1, List.of(new TableSurplus.Left("patients/1.parquet", 7)))),
                List.of("clinical/objects/00"),
                List.of(new TableSurplus.Left(".landing/clinical/1", 2)));
        ExpiryResult all = new ExpiryResult(
                plan,
                new ArtifactRetention(
                        List.of(Path.of("runs/clinical/1")), List.of(Path.of("1.html"), Path.of("1.ttl"))));
        JsonNode looked =
                CommandsTest.json(CleanCommand.json("clinical", false, all).toString());
        assertThat(CommandsTest.valid("clean", looked)).isTrue();
        assertThat(looked.get("applied").asBoolean()).isFalse();
        assertThat(looked.at("/kept/0/held-by/0").asText()).contains("study 7");
        assertThat(looked.get("bytes").asLong()).isEqualTo(9);
        assertThat(looked.get("earlier-runs").asInt()).isEqualTo(1);
        assertThat(looked.get("earlier-pages").asInt()).isEqualTo(2);
        JsonNode applied =
                CommandsTest.json(CleanCommand.json("clinical", true, all).toString());
        assertThat(CommandsTest.valid("clean", applied)).isTrue();
        assertThat(applied.get("applied").asBoolean()).isTrue();
    }

    @Test
    void aRollbackIsJsonAsItsSchemaSays() throws Exception {
        Manifest manifest = SampleRelease.of(3, Optional.of("0".repeat(64)), "run-3", List.of());
        Pin pin = new Pin(1, 2, "study 7", LocalDate.parse("2999-01-01"), "", Instant.EPOCH, Optional.empty());
        JsonNode json = CommandsTest.json(RollbackCommand.json(
                        "clinical",
                        1,
                        new RollbackResult(manifest.record(), Optional.of(manifest), List.of("Kept."), List.of(pin)))
                .toString());
        assertThat(CommandsTest.valid("rollback", json)).isTrue();
        assertThat(json.get("release").asLong()).isEqualTo(3);
        assertThat(json.at("/readers/0/release").asLong()).isEqualTo(2);
    }

    @Test
    void everyKindOfFindingIsInTheDoctorsSchema() throws Exception {
        List<CheckupFinding> all = Stream.of(CheckupFinding.Kind.values())
                .map(kind -> new CheckupFinding(kind, "clinical", "Something.", "Mend it."))
                .toList();
        JsonNode json = CommandsTest.json(
                DoctorCommand.json(new Diagnosis(List.of("Tried s3a://bucket/prefix."), List.of("Undid run 1."), all))
                        .toString());
        assertThat(CommandsTest.valid("doctor", json)).isTrue();
    }

    /** A code is what {@code weir explain} and the pages have. */
    @Test
    void aProblemIsFoundWithItsCodeAndInWholeSentences() throws Exception {
        CheckupFinding found = CheckupFinding.ofTrial(
                CheckupFinding.Kind.CONTRACT,
                new Problem(
                        Code.INVALID_VALUE,
                        new Place("weir.yaml", 3, 1),
                        "the key 'type' stands twice",
                        "it stands in line 2 already (x)",
                        "keep one of the two"));
        assertThat(DoctorCommand.line(found))
                .isEqualTo(
                        "contract  weir.yaml:3:1  C004  The key 'type' stands twice: it stands in line 2 already (x)."
                                + " Keep one of the two.");
        JsonNode json = CommandsTest.json(DoctorCommand.json(new Diagnosis(List.of(), List.of(), List.of(found)))
                .toString());
        assertThat(CommandsTest.valid("doctor", json)).isTrue();
        assertThat(json.at("/findings/0/code").asText()).isEqualTo("C004");
        Problem named = new Problem(Code.KEY, Place.of("keys"), "weir.yaml has none", "it is gone", "a.b.");
        assertThat(DoctorCommand.line(CheckupFinding.of(named)))
                .isEqualTo("key  keys  C022  weir.yaml has none: it is gone. a.b.");
        assertThat(DoctorCommand.line(new CheckupFinding(CheckupFinding.Kind.LOST, "a@1", "Something.", "Mend it.")))
                .isEqualTo("lost  a@1  Something. Mend it.");
    }

    @Test
    void helpSaysWhatEachDoes() {
        assertThat(CommandsTest.weir("clean", "--help").out()).contains("--apply", "retention");
        assertThat(CommandsTest.weir("compact", "--help").out()).contains("--apply", "--table", "judged anew");
        assertThat(CommandsTest.weir("rollback", "--help").out()).contains("--to", "today's rules");
        assertThat(CommandsTest.weir("relocate", "--help").out()).contains("moved");
        assertThat(CommandsTest.weir("doctor", "--help").out()).contains("--fix");
    }

    private CommandsTest.Ended weir(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "-w";
        all[words.length + 1] = folder.toString();
        return CommandsTest.weir(all);
    }
}
