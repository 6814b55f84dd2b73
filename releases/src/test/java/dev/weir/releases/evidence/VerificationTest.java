package dev.weir.releases.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.privacy.keys.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private SignedReleases releases;

    @BeforeEach
    void threeReleases() throws IOException {
        releases = new SignedReleases(folder, 3);
    }

    private static Optional<SignedReleases> shared = Optional.empty();

    @BeforeContainer
    static void twoReleases() throws IOException {
        shared = Optional.of(new SignedReleases(Files.createTempDirectory("weir-verification"), 2));
    }

    @AfterContainer
    static void nothingStays() throws IOException {
        try (var files = Files.walk(shared.orElseThrow().root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aManifestOfAnotherProductIsNamedAndNotFollowed() throws IOException {
        Path manifest = releases.warehouse.resolve("releases/clinical/1.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"clinical\"", "\"../clinical\""));
        assertThat(releases.verify().broken())
                .extracting(problem -> problem.place().file())
                .contains(manifest.toString());
    }

    @Test
    void aReleaseThatNobodyTouchedIsWhole() {
        Verification.Result result = releases.verify();
        assertThat(result.broken()).isEmpty();
        assertThat(result.newest()).isEqualTo(3);
        assertThat(result.head()).isEqualTo(releases.log.sha256("clinical", 3));
        assertThat(result.checks())
                .extracting(VerificationCheck::name)
                .containsExactly(
                        "chain",
                        "signatures",
                        "evidence",
                        "basis",
                        "data files",
                        "quarantine",
                        "evidence",
                        "basis",
                        "data files",
                        "quarantine",
                        "evidence",
                        "basis",
                        "data files",
                        "quarantine");
        assertThat(result.checks())
                .extracting(VerificationCheck::looked)
                .contains("3 manifests", "3 signatures", "4 files, 1,440 bytes");
    }

    /** The chain ends before it: what was signed is all that is left to tell of it. */
    @Test
    void theSignatureOfAManifestThatWasTakenAwayIsNoted() throws IOException {
        assertThat(releases.verify().checks().get(1).notes()).isEmpty();
        String taken = releases.log.sha256("clinical", 3);
        Files.delete(releases.warehouse.resolve("releases/clinical/3.json"));
        Verification.Result result = releases.verify();
        assertThat(result.newest()).isEqualTo(2);
        assertThat(result.checks().get(1).notes())
                .singleElement()
                .asString()
                .startsWith("1 signature is of no manifest in the log, the first '")
                .contains(taken + ".sig");
    }

    @Test
    void aNumberThatNobodyReleasedIsALinkOfTheChain() throws IOException {
        releases.log.fence("clinical", 4, "run-asleep");
        releases.release(5, releases.keys.readOrMake(RANDOM).key());
        Verification.Result result = releases.verify();
        assertThat(result.broken()).isEmpty();
        assertThat(result.newest()).isEqualTo(5);
        assertThat(result.checks().get(0).notes())
                .anyMatch(note ->
                        note.startsWith("clinical@4 was never released: the number was taken from run run-asleep at "));

        Path pack = folder.resolve("clinical-5.zip");
        new EvidencePack(releases.log.files())
                .write(releases.log.read("clinical", 5), releases.log.entries("clinical"), releases.publics(), pack);
        assertThat(new Verification(
                                EvidencePack.open(pack).files(),
                                "clinical",
                                releases.trusted(),
                                DataFileLocations.nowhere(),
                                more -> {})
                        .of(new Verification.Asked(List.of(5L), OptionalLong.empty(), Optional.empty()))
                        .broken())
                .isEmpty();

        assertThatThrownBy(() ->
                        releases.verify(new Verification.Asked(List.of(4L), OptionalLong.empty(), Optional.empty())))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.RELEASE_MISSING))
                .hasMessageContaining("There is no release clinical@4");

        Path entry = releases.warehouse.resolve("releases/clinical/4.json");
        Files.writeString(entry, Files.readString(entry).replace("run-asleep", "run-other"));
        assertThat(releases.verify().broken())
                .extracting(problem -> problem.place().file())
                .contains(entry.toString());
    }

    @Test
    void aReleaseThatIsCalledNobodysIsFound() throws IOException {
        Path entry = releases.warehouse.resolve("releases/clinical/2.json");
        Files.delete(entry);
        releases.log.fence("clinical", 2, "run-2");
        assertThat(releases.verify().broken())
                .extracting(problem -> problem.place().file())
                .contains(entry.toString());
        Files.writeString(entry, Files.readString(entry).replace("\"number\": 2", "\"number\": 3"));
        assertThat(releases.verify().broken())
                .extracting(Problem::what)
                .contains("The file of clinical@2 says of another number, clinical@3, that it was never released");
    }

    /** Whatever byte of whatever file is changed to whatever: it is found, and the file is named. */
    @Property(tries = 400)
    void oneFlippedByteAnywhereIsFoundAndNamed(
            @ForAll @IntRange(max = 100_000) int which,
            @ForAll @IntRange(max = 100_000_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int bits)
            throws IOException {
        SignedReleases signed = shared.orElseThrow();
        List<Path> files = signed.files();
        Path file = files.get(which % files.size());
        byte[] before = Files.readAllBytes(file);
        byte[] flipped = before.clone();
        flipped[at % flipped.length] ^= (byte) bits;
        Files.write(file, flipped);
        try {
            assertThat(signed.verify().broken())
                    .as(file + " at " + at % flipped.length)
                    .isNotEmpty()
                    .allMatch(problem -> problem.code() == Code.EVIDENCE_BROKEN)
                    .anyMatch(problem -> problem.place().file().equals(file.toString()));
        } finally {
            Files.write(file, before);
        }
    }

    @Property(tries = 60)
    void aFileThatIsGoneOrCutIsFoundAndNamed(
            @ForAll @IntRange(max = 100_000) int which, @ForAll @IntRange(max = 1) int cut) throws IOException {
        SignedReleases signed = shared.orElseThrow();
        List<Path> files = signed.files();
        Path file = files.get(which % files.size());
        byte[] before = Files.readAllBytes(file);
        if (cut == 0) {
            Files.delete(file);
        } else {
            Files.write(file, java.util.Arrays.copyOf(before, before.length / 2));
        }
        try {
            boolean newest = file.endsWith("clinical/2.json") && cut == 0;
            Verification.Asked asked = new Verification.Asked(List.of(), OptionalLong.of(2), Optional.empty());
            List<Problem> broken = signed.verify(asked).broken();
            assertThat(broken).as(file.toString()).isNotEmpty();
            String place = newest ? "clinical" : file.getFileName().toString();
            boolean first = file.endsWith("clinical/1.json") && cut == 0;
            assertThat(broken)
                    .anyMatch(problem ->
                            (problem.place() + problem.what() + problem.why()).contains(first ? "clinical@1" : place));
        } finally {
            Files.write(file, before);
        }
    }

    @Test
    void whatWasPutAsideIsPartOfTheEvidence() throws IOException {
        assertThat(releases.verify().checks())
                .filteredOn(check -> check.name().equals("quarantine"))
                .hasSize(3)
                .allMatch(check -> check.looked().startsWith("2 files"));
        Path rows = folder.resolve("warehouse/clinical_quarantine/patients/data/2.parquet");
        Files.writeString(rows, "other rows");
        assertThat(releases.verify().broken()).singleElement().satisfies(problem -> {
            assertThat(problem.place().file()).isEqualTo(rows.toString());
            assertThat(problem.what()).isEqualTo("A file of the quarantine of clinical@2 is not what was released");
        });
        Files.move(folder.resolve("warehouse/clinical_quarantine"), folder.resolve("taken-away"));
        assertThat(releases.verify().broken())
                .hasSize(6)
                .allMatch(problem -> problem.why().equals("it is missing"));
    }

    /** Who makes a release without the list of what its run put aside makes no release that is whole. */
    @Test
    void aQuarantineWithoutItsListIsFound() throws IOException {
        releases.release(4, releases.keys.readOrMake(RANDOM).key(), List.of());
        assertThat(releases.verify().broken())
                .extracting(Problem::what)
                .containsExactly(
                        "'quarantine/patients.json' is not among the evidence of clinical@4",
                        "'quarantine/source__raw_his__patients.json' is not among the evidence of clinical@4");
    }

    @Test
    void aCopyOfTheDataMayBeWithoutTheQuarantine() throws IOException {
        Files.move(folder.resolve("warehouse/clinical_quarantine"), folder.resolve("taken-away"));
        Verification.Result result = new Verification(
                        releases.log.files(),
                        "clinical",
                        releases.trusted(),
                        DataFileLocations.copied(folder.resolve("warehouse")),
                        more -> {})
                .of(new Verification.Asked(List.of(3L), OptionalLong.empty(), Optional.empty()));
        assertThat(result.broken()).isEmpty();
        assertThat(result.checks().get(5).notes())
                .singleElement()
                .asString()
                .contains("2 files of the quarantine were not looked at");
    }

    @Test
    void swappedManifestsAreFound() throws IOException {
        Path first = manifest(1);
        Path second = manifest(2);
        byte[] kept = Files.readAllBytes(first);
        Files.copy(second, first, StandardCopyOption.REPLACE_EXISTING);
        Files.write(second, kept);
        assertThat(releases.verify().broken())
                .extracting(Problem::what)
                .contains(
                        "The file of clinical@1 holds the manifest of clinical@2",
                        "The file of clinical@2 holds the manifest of clinical@1");
    }

    @Test
    void aManifestOfTheMiddleThatIsGoneIsNamed() throws IOException {
        Files.delete(manifest(2));
        assertThat(releases.verify().broken())
                .extracting(Problem::what)
                .contains("The manifest of clinical@2 is missing");
    }

    @Test
    void anEndThatWasCutOffShowsToWhoKnowsIt() throws IOException {
        String head = releases.log.sha256("clinical", 3);
        Files.delete(manifest(3));
        assertThat(releases.verify().broken()).isEmpty();
        assertThat(releases.verify().checks().get(0).notes())
                .singleElement()
                .asString()
                .contains("--expect-newest");
        assertThat(releases.verify(new Verification.Asked(List.of(2L), OptionalLong.of(3), Optional.empty()))
                        .broken())
                .singleElement()
                .extracting(Problem::what)
                .isEqualTo("The end of the chain was cut off: clinical@3 is missing");
        assertThat(releases.verify(new Verification.Asked(List.of(2L), OptionalLong.empty(), Optional.of(head)))
                        .broken())
                .singleElement()
                .extracting(Problem::what)
                .isEqualTo("No manifest has the SHA-256 " + head);
        assertThatThrownBy(() ->
                        releases.verify(new Verification.Asked(List.of(3L), OptionalLong.empty(), Optional.empty())))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("S005")
                .hasMessageContaining("--expect-newest 3");
    }

    /** Somebody who may write everything but has no private key changes a release, and all that follows from it. */
    @Test
    void aForgeryThatFitsItselfIsNotSignedByTheOwner() throws IOException {
        SigningKey forger = SigningKey.random(SigningAlgorithm.ED25519, RANDOM);
        Manifest last = releases.log.read("clinical", 3);
        Files.delete(manifest(3));
        releases.release(3, forger);
        assertThat(releases.log.read("clinical", 3).tables()).isEqualTo(last.tables());
        assertThat(releases.verify().broken())
                .singleElement()
                .extracting(Problem::what)
                .isEqualTo("clinical@3 is signed by a key that is not among those given");
        List<TrustedKey> forged = List.of(TrustedKey.named(forger.verifying(), "a forger"));
        assertThat(releases.verify(new Verification.Asked(List.of(3L), OptionalLong.empty(), Optional.empty()), forged)
                        .broken())
                .extracting(Problem::what)
                .containsExactly(
                        "clinical@1 is signed by a key that is not among those given",
                        "clinical@2 is signed by a key that is not among those given");
    }

    /** The id in the manifest is the owner's, the signature is not. */
    @Test
    void aSignatureOfAnotherKeyUnderTheOwnersNameIsFound() throws IOException {
        SigningKey forger = SigningKey.random(SigningAlgorithm.ED25519, RANDOM);
        String text = Files.readString(manifest(3)).replace("\"Clinical\"", "\"Forged\"");
        assertThat(ManifestJson.parse("3.json", text).about().name()).isEqualTo("Forged");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(manifest(3), bytes);
        Path signature = folder.resolve("warehouse/releases/clinical/signatures/" + Sha256.hex(bytes) + ".sig");
        Files.write(signature, forger.sign(bytes));
        assertThat(releases.verify().broken())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place().file()).isEqualTo(signature.toString()));
    }

    @Test
    void releasesOfEarlierPairsVerifyAfterARotation() throws IOException {
        SigningKey next = releases.keys.rotate(
                RANDOM,
                (key, before, after) -> new KeyRetirement(
                        key.id(),
                        after.id(),
                        Instant.EPOCH,
                        false,
                        List.of(new KeyRetirement.Last("clinical", 3, releases.log.sha256("clinical", 3))),
                        Set.of()));
        releases.release(4, next);
        assertThat(releases.verify().broken()).isEmpty();
        assertThat(releases.verify(
                                new Verification.Asked(List.of(4L), OptionalLong.empty(), Optional.empty()),
                                List.of(TrustedKey.named(next.verifying(), "here")))
                        .broken())
                .hasSize(3);
    }

    @Test
    void aReleaseThatWasNeverSignedIsTold() throws IOException {
        Manifest last = releases.log.read("clinical", 3);
        Manifest plain = new Manifest(
                4,
                last.about(),
                last.record(),
                List.of(),
                last.basis(),
                Optional.of(releases.log.sha256("clinical", 3)));
        Files.writeString(manifest(4), ManifestJson.print(plain));
        assertThat(releases.verify().broken()).extracting(Problem::what).contains("clinical@4 is not signed");
    }

    @Test
    void aMovedWarehouseIsVerifiedWhereItLies() throws IOException {
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder.resolve("warehouse"), moved);
        Verification.Result result = new Verification(
                        new dev.weir.releases.storage.LogFiles(
                                new dev.weir.releases.storage.LocalStorage(moved.resolve("releases"))),
                        "clinical",
                        releases.trusted(),
                        DataFileLocations.in(moved),
                        more -> {})
                .of(new Verification.Asked(List.of(3L), OptionalLong.empty(), Optional.empty()));
        assertThat(result.broken()).isEmpty();
        Files.move(moved, folder.resolve("warehouse"));
    }

    /** Its rows cannot be compared: that is neither whole nor signed. */
    @Test
    void aReleaseThatExpiredIsCheckedWithoutItsRows() throws IOException {
        mark(1, 1, "2999-01-01T00:00:00Z");
        Files.delete(folder.resolve("warehouse/clinical/patients/data/1-0.parquet"));
        Verification.Result result = releases.verify();
        assertThat(result.broken()).isEmpty();
        assertThat(result.answer()).isEqualTo(Verification.Answer.EXPIRED);
        assertThat(result.isWhole()).isFalse();
        VerificationCheck data = result.checks().get(4);
        assertThat(data.expired()).isTrue();
        assertThat(data.isWhole()).isFalse();
        assertThat(data.looked()).startsWith("3 files");
        assertThat(data.notes()).hasSize(2);
        assertThat(data.notes().get(0)).contains("clinical@1 has expired", "2999-01-01T00:00:00Z", "by ann", "No key");
        assertThat(data.notes().get(1)).contains("1 file", "gone");
    }

    @Test
    void filesOfAnExpiredReleaseThatAreStillThereAreCompared() throws IOException {
        mark(1, 1, "2999-01-01T00:00:00Z");
        Path changed = folder.resolve("warehouse/clinical/patients/data/1-0.parquet");
        Files.writeString(changed, "forged");
        Verification.Result result = releases.verify();
        assertThat(result.answer()).isEqualTo(Verification.Answer.BROKEN);
        assertThat(result.broken())
                .extracting(problem -> problem.place().file())
                .containsExactly(changed.toString());
    }

    /** Nothing signs the mark: one that Weir cannot have written lets nothing go. */
    @Test
    void aMarkThatCannotBeWeirsIsBrokenAndLetsNothingGo() throws IOException {
        Path mark = folder.resolve("warehouse/releases/clinical/expired/1.json");
        Path data = folder.resolve("warehouse/clinical/patients/data/1-0.parquet");
        Files.delete(data);
        Files.createDirectories(mark.getParent());
        for (String content :
                List.of("", "{}", "gone", mark(2, "2999-01-01T00:00:00Z"), mark(1, "2001-01-01T00:00:00Z"))) {
            Files.writeString(mark, content);
            Verification.Result result = releases.verify();
            assertThat(result.answer()).as(content).isEqualTo(Verification.Answer.BROKEN);
            assertThat(result.broken())
                    .as(content)
                    .extracting(problem -> problem.place().file())
                    .containsExactlyInAnyOrder(mark.toString(), data.toString());
            assertThat(result.broken()).allMatch(problem -> problem.code() == Code.EVIDENCE_BROKEN);
        }
    }

    @Test
    void theNewestReleaseIsNeverLetGo() throws IOException {
        mark(3, 3, "2999-01-01T00:00:00Z");
        assertThat(releases.verify().broken())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains("newest release"));
    }

    /** A number that nobody released comes after none. */
    @Test
    void theNewestReleaseIsNotLetGoBecauseTheNextNumberIsNobodys() throws IOException {
        releases.log.fence("clinical", 4, "run-asleep");
        mark(3, 3, "2999-01-01T00:00:00Z");
        assertThat(releases.verify().broken())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains("newest release"));
        releases.release(5, releases.keys.readOrMake(RANDOM).key());
        assertThat(releases.verify().broken()).isEmpty();
    }

    private void mark(long release, long said, String at) throws IOException {
        Path file = folder.resolve("warehouse/releases/clinical/expired/" + release + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, mark(said, at));
    }

    private static String mark(long release, String at) {
        return "{\"schema\":\"weir-expiry-1\",\"release\":" + release + ",\"by\":\"ann\",\"at\":\"" + at
                + "\",\"because\":\"Nothing held it.\"}";
    }

    @Test
    void piecesThatNoReleaseNamesDoNotMatter() throws IOException {
        Path objects = folder.resolve("warehouse/releases/clinical/objects");
        Files.writeString(objects.resolve("0".repeat(64)), "of a run that died");
        Files.writeString(folder.resolve("warehouse/clinical/patients/data/other.parquet"), "of a run that died");
        assertThat(releases.verify().broken()).isEmpty();
    }

    private Path manifest(long number) {
        return folder.resolve("warehouse/releases/clinical/" + number + ".json");
    }
}
