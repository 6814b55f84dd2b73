package dev.weir.releases.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidencePackTest {

    @TempDir
    private Path folder;

    private SignedReleases releases;
    private Path pack;

    @BeforeEach
    void aPack() throws IOException {
        releases = new SignedReleases(folder, 3);
        pack = folder.resolve("out/clinical-2.zip");
        write(pack);
    }

    private int write(Path to) {
        return new EvidencePack(releases.log.files())
                .write(releases.log.read("clinical", 2), releases.log.numbers("clinical"), releases.publics(), to);
    }

    private Verification.Result verify(Path file) {
        EvidencePack.Opened opened = EvidencePack.open(file);
        return new Verification(
                        opened.files(), opened.product(), releases.trusted(), DataFileLocations.nowhere(), more -> {})
                .of(new Verification.Asked(List.of(opened.number()), OptionalLong.of(3), Optional.empty()));
    }

    @Test
    void aPackIsVerifiedWithoutTheWorkspace() {
        Verification.Result result = verify(pack);
        assertThat(result.broken()).isEmpty();
        assertThat(result.releases())
                .singleElement()
                .satisfies(release -> assertThat(release.number()).isEqualTo(2));
        assertThat(result.newest()).isEqualTo(3);
        assertThat(result.checks().get(4).notes()).singleElement().asString().contains("--data");
    }

    @Test
    void equalEvidenceMakesAnEqualFileWithoutData() throws IOException {
        Path again = folder.resolve("again.zip");
        int files = write(again);
        assertThat(again).hasSameBinaryContentAs(pack);
        PackStorage read = PackStorage.read(pack);
        assertThat(read.list("")).contains("README.md", "SHA256SUMS", "pack.json");
        assertThat(read.list("clinical")).contains("1.json", "2.json", "3.json");
        assertThat(read.list("clinical/signatures")).hasSize(3);
        assertThat(files)
                .isEqualTo(3 + 3 + 3 + 1 + read.list("clinical/objects").size());
        assertThat(new String(read.read("README.md").orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("Evidence of clinical@2", "| contract | contracts/clinical.odcs.yaml |")
                .doesNotContain("${");
    }

    /** A flipped byte is found, or it lies where the ZIP format says nothing of the content: then all entries are equal. */
    @Test
    void oneFlippedByteIsFoundOrChangesNothing() throws IOException {
        byte[] before = Files.readAllBytes(pack);
        PackStorage whole = PackStorage.read(pack);
        Path damaged = folder.resolve("damaged.zip");
        Random random = new Random(7);
        int found = 0;
        for (int round = 0; round < 300; round++) {
            byte[] flipped = before.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(damaged, flipped);
            boolean broken;
            try {
                broken = !verify(damaged).broken().isEmpty();
            } catch (ProblemsException e) {
                broken = e.problems().stream().anyMatch(problem -> problem.code() == Code.EVIDENCE_BROKEN);
                assertThat(broken).as(e.getMessage()).isTrue();
            }
            if (broken) {
                found++;
            } else {
                same(PackStorage.read(damaged), whole);
            }
        }
        assertThat(found).isGreaterThan(200);
    }

    private static void same(PackStorage damaged, PackStorage whole) {
        for (String folder : List.of("clinical", "clinical/objects", "clinical/signatures")) {
            assertThat(damaged.list(folder)).isEqualTo(whole.list(folder));
            for (String name : whole.list(folder)) {
                assertThat(damaged.read(folder + "/" + name).orElseThrow())
                        .isEqualTo(whole.read(folder + "/" + name).orElseThrow());
            }
        }
    }

    @Test
    void aFileThatIsNoPackIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> EvidencePack.open(text)).hasMessageContaining("V001");
        assertThatThrownBy(() -> EvidencePack.open(folder.resolve("nowhere.zip")))
                .hasMessageContaining("C010");
    }
}
