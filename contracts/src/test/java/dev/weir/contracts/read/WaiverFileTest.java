package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WaiverFileTest {

    private static final Waiver VOLUME = new Waiver(
            "clinical", "volume", LocalDate.of(2026, 12, 31), "me@example.org", "We know: one day.", Place.of("here"));

    @TempDir
    private Path folder;

    private Path file;
    private WaiverFile waivers;

    @BeforeEach
    void names() {
        file = folder.resolve("quality-rules/waivers.yaml");
        waivers = new WaiverFile(folder);
    }

    @Test
    void theFirstWaiverMakesTheFile() throws IOException {
        waivers.add(VOLUME, () -> {});
        assertThat(Files.readString(file)).startsWith("# Failing rules").contains("$schema: ");
        assertThat(waivers.written())
                .singleElement()
                .satisfies(read -> assertThat(new Waiver(
                                read.product(), read.rule(), read.until(), read.by(), read.because(), VOLUME.place()))
                        .isEqualTo(VOLUME));
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void whatIsThereStays() throws IOException {
        write("# ours\nwaivers:\n  - { rule: other, until: 2026-01-31, by: me, because: Long ago. }\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        waivers.add(VOLUME, () -> {});
        assertThat(Files.readString(file)).startsWith("# ours\n").doesNotContain("# Failing rules");
        assertThat(waivers.written())
                .extracting(waiver -> waiver.product() + "/" + waiver.rule() + " " + waiver.place())
                .containsExactly("/other quality-rules/waivers.yaml:3:13", "clinical/volume " + place());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
    }

    private String place() {
        return waivers.written().get(1).place().toString();
    }

    @Test
    void theFileThatALinkLeadsToIsChanged() throws IOException {
        Path real = Files.writeString(folder.resolve("real.yaml"), "# ours\n");
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, real);
        waivers.add(VOLUME, () -> {});
        assertThat(file).isSymbolicLink();
        assertThat(Files.readString(real)).contains("rule: volume");
    }

    @Test
    void aWaiverThatIsRefusedLeavesNothing() throws IOException {
        assertRefused();
        assertThat(file).doesNotExist();
        write("# ours\n");
        assertRefused();
        assertThat(file).hasContent("# ours\n");
    }

    private void assertRefused() {
        Problem problem = new Problem(Code.INVALID_RULE, Place.of("there"), "what", "why", "remedy");
        assertThatThrownBy(() -> waivers.add(VOLUME, () -> {
                    assertThat(file).content().contains("rule: volume");
                    throw new ProblemsException(List.of(problem));
                }))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        thrown -> assertThat(thrown.problems()).containsExactly(problem));
    }

    @Test
    void aFolderThatIsAFileIsTold() throws IOException {
        Files.writeString(folder.resolve("quality-rules"), "a file");
        assertThatThrownBy(() -> waivers.add(VOLUME, () -> {}))
                .isInstanceOfSatisfying(ProblemsException.class, thrown -> {
                    assertThat(thrown.problems())
                            .extracting(
                                    Problem::code, problem -> problem.place().toString())
                            .containsExactly(tuple(Code.NOT_WRITABLE, "quality-rules/waivers.yaml"));
                    assertThat(thrown).hasCauseInstanceOf(IOException.class);
                });
    }

    @Test
    void noFileAnEmptyOneAndOneOfAnotherKindHoldNoWaiver() throws IOException {
        assertThat(waivers.written()).isEmpty();
        write("  \n");
        assertThat(waivers.written()).isEmpty();
        write("- a list\n");
        assertThat(waivers.written()).isEmpty();
        write("waivers: [\n");
        assertThatThrownBy(waivers::written).isInstanceOf(ProblemsException.class);
    }

    @Test
    void aDayThatIsNoneIsLeftOut() throws IOException {
        write("waivers:\n  - { rule: a, until: soon }\n  - { rule: b, until: 2026-02-28 }\n");
        assertThat(waivers.written()).extracting(Waiver::rule).containsExactly("b");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
