package dev.weir.releases.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.storage.ThroughStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagsAndPinsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path folder;

    private StoredReleaseLog log;
    private Tags tags;
    private Pins pins;

    @BeforeEach
    void twoReleases() {
        log = StoredReleaseLog.in(new Warehouse(folder)).with(SampleKeys.in(folder));
        tags = new Tags(log);
        pins = new Pins(log);
        log.publish(SampleRelease.next(log, "a"));
        log.publish(SampleRelease.next(log, "b"));
    }

    @Test
    void aTagIsReadAsTheNumberThatItStandsFor() {
        tags.give("clinical", 1, "paper-v1", "ann", NOW);
        assertThat(ReleaseReference.parse("clinical@paper-v1").in(log).number()).isEqualTo(1);
        assertThat(ReleaseReference.parse("clinical").in(log).number()).isEqualTo(2);
        assertThat(ReleaseReference.parse("clinical.encounters@1").table()).contains("encounters");
    }

    /** The next release would get the number, and with it what stands on it. */
    @Test
    void nobodyGoesOnWhereATagOrAPinNamesALostRelease() throws IOException {
        tags.give("clinical", 2, "paper-v1", "ann", NOW);
        log.requireNewest("clinical");
        Files.delete(folder.resolve("releases/clinical/2.json"));
        refused(Code.RELEASE_MISSING, () -> log.requireNewest("clinical"));
        refused(Code.RELEASE_MISSING, () -> ReleaseReference.parse("clinical").in(log));
        assertThat(ReleaseReference.parse("clinical@1").in(log).number()).isEqualTo(1);
        tags.remove("clinical", "paper-v1", "ann", NOW);
        log.requireNewest("clinical");
    }

    @Test
    void aDamagedManifestIsBrokenEvidenceAndNoFaultOfAContract() throws IOException {
        for (String damage : new String[] {"", "{", "[1]", "{\"schema\": \"other\"}"}) {
            Files.writeString(folder.resolve("releases/clinical/1.json"), damage);
            refused(Code.EVIDENCE_BROKEN, () -> log.read("clinical", 1));
        }
    }

    @Test
    void aManifestUnderAnothersNumberIsBrokenEvidence() throws IOException {
        Path second = folder.resolve("releases/clinical/2.json");
        Files.copy(second, folder.resolve("releases/clinical/3.json"));
        refused(Code.EVIDENCE_BROKEN, () -> log.read("clinical", 3));
        refused(Code.EVIDENCE_BROKEN, () -> log.latest("clinical"));
        assertThat(log.read("clinical", 2).number()).isEqualTo(2);
    }

    @Test
    void aTagNeverMovesUnasked() {
        tags.give("clinical", 1, "paper-v1", "ann", NOW);
        assertThat(tags.give("clinical", 1, "paper-v1", "ben", NOW).by()).isEqualTo("ann");
        refused(Code.DUPLICATE_NAME, () -> tags.give("clinical", 2, "paper-v1", "ben", NOW));
        assertThat(tags.number("clinical", "paper-v1")).isEqualTo(1);
        assertThat(tags.move("clinical", 2, "paper-v1", "ben", NOW).entry()).isEqualTo(2);
        assertThat(tags.number("clinical", "paper-v1")).isEqualTo(2);
    }

    @Test
    void aTagThatWasRemovedStandsForNothingUntilItIsGivenAgain() {
        tags.give("clinical", 1, "paper.v1.2", "ann", NOW);
        tags.remove("clinical", "paper.v1.2", "ann", NOW);
        assertThat(tags.list("clinical")).isEmpty();
        refused(Code.UNKNOWN_NAME, () -> tags.number("clinical", "paper.v1.2"));
        refused(Code.UNKNOWN_NAME, () -> tags.remove("clinical", "paper.v1.2", "ann", NOW));
        tags.give("clinical", 2, "paper.v1.2", "ann", NOW);
        assertThat(tags.list("clinical")).extracting(Tag::name, Tag::entry).containsExactly(tuple("paper.v1.2", 3L));
    }

    @Test
    void refusesATagOfAReleaseThatIsNotThereAndOneThatLooksLikeANumber() {
        refused(Code.RELEASE_MISSING, () -> tags.give("clinical", 3, "paper-v1", "ann", NOW));
        refused(Code.INVALID_VALUE, () -> tags.give("clinical", 1, "12", "ann", NOW));
        refused(Code.INVALID_VALUE, () -> tags.give("clinical", 1, "../1", "ann", NOW));
    }

    @Test
    void aPinHoldsItsReleaseUntilItsDayOrItsEnd() {
        Pin first = pins.pin("clinical", 1, "study 7", LocalDate.of(2027, 1, 1), "cited", NOW);
        assertThat(pins.pin("clinical", 1, "study 7", LocalDate.of(2027, 1, 1), "cited", NOW.plusSeconds(1)))
                .isEqualTo(first);
        Pin second = pins.pin("clinical", 1, "study 8", TODAY, "", NOW);
        assertThat(pins.list("clinical")).containsExactly(first, second);
        assertThat(pins.holding("clinical", TODAY)).containsExactly(first, second);
        assertThat(pins.holding("clinical", TODAY.plusDays(1))).containsExactly(first);
        pins.end("clinical", 1, "ann", NOW);
        assertThat(pins.end("clinical", 1, "ben", NOW).ended()).contains(new Pin.Ended("ann", NOW));
        assertThat(pins.holding("clinical", TODAY)).containsExactly(second);
        assertThat(pins.list("clinical")).hasSize(2);
        assertThat(pins.pin("clinical", 2, "study 9", TODAY, "", NOW).id()).isEqualTo(3);
        assertThat(pins.pin("clinical", 1, "study 7", LocalDate.of(2027, 1, 1), "cited", NOW)
                        .id())
                .as("after its end")
                .isEqualTo(4);
        refused(Code.UNKNOWN_NAME, () -> pins.end("clinical", 9, "ann", NOW));
    }

    @Test
    void refusesToPinWhatIsGone() {
        log.files().create("clinical/expired/1.json", "{}".getBytes(StandardCharsets.UTF_8));
        refused(Code.RELEASE_EXPIRED, () -> pins.pin("clinical", 1, "study 7", TODAY, "", NOW));
        refused(Code.RELEASE_MISSING, () -> pins.pin("clinical", 3, "study 7", TODAY, "", NOW));
        assertThat(pins.list("clinical")).isEmpty();
    }

    @Test
    void refusesToTagWhatIsGone() {
        tags.give("clinical", 2, "paper-v1", "ann", NOW);
        log.files().create("clinical/expired/1.json", "{}".getBytes(StandardCharsets.UTF_8));
        refused(Code.RELEASE_EXPIRED, () -> tags.give("clinical", 1, "paper-v2", "ann", NOW));
        refused(Code.RELEASE_EXPIRED, () -> tags.move("clinical", 1, "paper-v1", "ann", NOW));
        assertThat(tags.list("clinical")).extracting(Tag::name, Tag::entry).containsExactly(tuple("paper-v1", 1L));
        tags.remove("clinical", "paper-v1", "ann", NOW);
    }

    /** The clean-up marks after the tag's first look, and looks for tags before the tag is written. */
    @Test
    void aTagThatCameTooLateIsTakenBack() {
        tags.give("clinical", 2, "paper-v1", "ann", NOW);
        Tags late = new Tags(new StoredReleaseLog(new ThroughStorage(new Warehouse(folder).releases()) {
                    @Override
                    public boolean create(String name, byte[] content) throws IOException {
                        boolean created = super.create(name, content);
                        if (name.equals("clinical/tags/paper-v1.2.json")) {
                            super.create("clinical/expired/1.json", "{}".getBytes(StandardCharsets.UTF_8));
                        }
                        return created;
                    }
                })
                .with(SampleKeys.in(folder)));
        refused(Code.RELEASE_EXPIRED, () -> late.move("clinical", 1, "paper-v1", "ben", NOW));
        assertThat(tags.number("clinical", "paper-v1")).isEqualTo(2);
        assertThat(tags.list("clinical")).extracting(Tag::entry).containsExactly(3L);
    }

    private Path entry(String name) {
        return folder.resolve("releases/clinical").resolve(name);
    }

    /** One byte at any place of a tag's or a pin's file: either it says the same, or nobody believes it. */
    @Test
    void aTagAndAPinAreBelievedAsTheyWereSignedAndNotOtherwise() throws IOException {
        tags.give("clinical", 1, "paper", "ann", NOW);
        pins.pin("clinical", 1, "study 7", LocalDate.of(2027, 1, 1), "cited", NOW);
        pins.end("clinical", 1, "ann", NOW);
        List<Pin> pinned = pins.list("clinical");
        for (String name : List.of("tags/paper.1.json", "pins/1.json", "pins/1.ended.json")) {
            byte[] whole = Files.readAllBytes(entry(name));
            for (int at = 0; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= 1;
                Files.write(entry(name), changed);
                if (name.startsWith("tags")) {
                    refused(Code.EVIDENCE_BROKEN, () -> tags.number("clinical", "paper"));
                } else {
                    refused(Code.EVIDENCE_BROKEN, () -> pins.list("clinical"));
                }
            }
            for (byte[] other : List.of(new byte[0], "{}".getBytes(StandardCharsets.UTF_8), new byte[] {-1})) {
                Files.write(entry(name), other);
                assertThat(tags.legible("clinical").damaged().size()
                                + pins.legible("clinical").damaged().size())
                        .isEqualTo(1);
            }
            Files.write(entry(name), whole);
        }
        assertThat(tags.number("clinical", "paper")).isEqualTo(1);
        assertThat(pins.list("clinical")).isEqualTo(pinned);
    }

    @Test
    void anEntryInThePlaceOfAnotherIsNotBelieved() throws IOException {
        tags.give("clinical", 1, "paper", "ann", NOW);
        tags.give("clinical", 2, "thesis", "ann", NOW);
        Files.copy(entry("tags/thesis.1.json"), entry("tags/paper.2.json"));
        refused(Code.EVIDENCE_BROKEN, () -> tags.number("clinical", "paper"));
        assertThat(tags.number("clinical", "thesis")).isEqualTo(2);
        pins.pin("clinical", 1, "study 7", LocalDate.of(2027, 1, 1), "", NOW);
        pins.pin("clinical", 1, "study 8", LocalDate.of(2027, 1, 1), "", NOW);
        pins.end("clinical", 1, "ann", NOW);
        Files.copy(entry("pins/1.ended.json"), entry("pins/2.ended.json"));
        refused(Code.EVIDENCE_BROKEN, () -> pins.list("clinical"));
    }

    @Test
    void aTagStandsForOneManifestAndForNoOtherOfItsNumber() throws IOException {
        tags.give("clinical", 2, "paper", "ann", NOW);
        Files.writeString(entry("2.json"), Files.readString(entry("2.json")).replace("\"b\"", "\"c\""));
        refused(Code.EVIDENCE_BROKEN, () -> tags.number("clinical", "paper"));
        assertThat(tags.list("clinical")).hasSize(1);
    }

    /** What the auditors' page says: the bytes without the line of the signature. */
    @Test
    void aSignatureIsOverTheFileWithoutItsLine() throws IOException {
        tags.give("clinical", 1, "paper", "ann", NOW);
        List<String> lines = Files.readAllLines(entry("tags/paper.1.json"));
        String signature = lines.stream()
                .filter(line -> line.startsWith("  \"signature\": \""))
                .findFirst()
                .orElseThrow();
        String message = lines.stream()
                .filter(line -> !line.equals(signature))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        assertThat(SigningKeys.of(folder, SigningSettings.USUAL)
                        .publics()
                        .get(0)
                        .key()
                        .verifies(
                                message.getBytes(StandardCharsets.UTF_8),
                                Base64.getDecoder().decode(signature.replaceAll(".*: \"|\",", ""))))
                .isTrue();
    }

    @Test
    void whoHasNoKeyNamesNothing() {
        LogKeys none = LogKeys.of(SigningKeys.of(folder.resolve("elsewhere"), SigningSettings.USUAL));
        refused(Code.KEY, () -> new Tags(log.with(none)).give("clinical", 1, "paper", "ann", NOW));
        tags.give("clinical", 1, "paper", "ann", NOW);
        refused(Code.EVIDENCE_BROKEN, () -> new Tags(log.with(none)).number("clinical", "paper"));
    }

    @Test
    void nothingIsNamedThatIsNoManifest() throws IOException {
        for (String damage : List.of("", "{", "[1]")) {
            Files.writeString(entry("1.json"), damage);
            refused(Code.EVIDENCE_BROKEN, () -> tags.give("clinical", 1, "paper", "ann", NOW));
            refused(Code.EVIDENCE_BROKEN, () -> pins.pin("clinical", 1, "study 7", LocalDate.of(2027, 1, 1), "", NOW));
        }
    }

    private static void refused(Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(code));
    }
}
