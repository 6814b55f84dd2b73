package dev.weir.jobs.engine.read.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.OwnPlaces;
import dev.weir.contracts.settings.Profile;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.delimited.Delimited;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are sources, and that what is damaged or something else is no text. */
class SourceFilesTest {
    private static final ReadSpec SPEC = ReadSpec.of(
            Delimited.csv(),
            List.of(ReadColumn.of("id", ValueType.Whole.LONG), ReadColumn.of("name", new ValueType.Text())));

    @TempDir
    Path folder;

    /** Neither by a pattern nor by a link: a release of the key store would give its keys away. */
    @Test
    void takesNoFileOfWeirsOwn() throws Exception {
        Path root = Files.createDirectories(folder.resolve("ws")).toRealPath();
        Profile profile = new Profile("p", "warehouse", Map.of(), KeySettings.of("safe/weir.key"), Map.of());
        SourceRoots roots = new SourceRoots(List.of(root), OwnPlaces.of(root, profile));
        Files.createDirectories(root.resolve("raw"));
        Files.writeString(root.resolve("raw/a.csv"), "id\n");
        for (String own :
                List.of("weir.yaml", "safe/release.pub", "keys/k", "warehouse/catalog.db", "runs/p/run.json")) {
            Path file = root.resolve(own);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "secret");
            Path link = Files.createSymbolicLink(root.resolve("raw/link"), file);
            for (String pattern : List.of(own.replaceFirst("^.", "?"), "raw")) {
                assertThatThrownBy(() -> SourceFiles.below(
                                new Configuration(), root.toString(), List.of(root + "/" + pattern), roots))
                        .isInstanceOf(UnreadableSourceException.class)
                        .hasMessageContaining("lies where Weir keeps files of its own");
            }
            Files.delete(link);
        }
        assertThat(SourceFiles.below(new Configuration(), root.toString(), List.of(root + "/raw"), roots))
                .extracting(SourceFile::name)
                .containsExactly("raw/a.csv");
    }

    @Test
    void takesRegularFilesBelowTheRootsAlone() throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("ws/raw/day"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(workspace.resolve("a.csv"), "id\n");
        Files.writeString(outside.resolve("b.csv"), "id\n");
        Files.createSymbolicLink(workspace.resolve("c.csv"), workspace.resolve("a.csv"));
        assertThat(list("raw/day/*.csv")).containsExactly("raw/day/a.csv", "raw/day/c.csv");

        refused(outside.resolve("b.csv"), "lies outside of the workspace");
        refused(outside, "lies outside of the workspace");
        refused(Path.of("/dev/zero"), "is no regular file");
        refused(folder.resolve("nowhere"), "is a link to nothing");
        Path loop = Files.createSymbolicLink(workspace.resolve("loop"), workspace.getParent());
        assertThatThrownBy(() -> list("raw")).hasMessageContaining("is a link to a folder that it lies in");
        Files.delete(loop);
        Path pipe = workspace.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> list("raw")).hasMessageContaining("'raw/day/pipe.csv' is no regular file");
        Files.delete(pipe);
        assertThatThrownBy(() -> list("raw/../../outside/*.csv")).hasMessageContaining("lies outside of the workspace");
        assertThat(SourceFiles.below(
                        new Configuration(),
                        outside.toString(),
                        List.of(outside + "/*.csv"),
                        new SourceRoots(List.of(folder.resolve("ws"), outside), OwnPlaces.NONE)))
                .extracting(SourceFile::name)
                .containsExactly("b.csv");
    }

    @Test
    void alternativesMayHaveFoldersOfTheirOwn() throws Exception {
        for (String file : List.of("2026-01/labs.csv", "2026-02/labs.csv", "2026-03/labs.csv", "all/people.csv")) {
            Path path = folder.resolve("ws/raw").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "id\n");
        }
        assertThat(list("raw/{2026-01/labs.csv,2026-02/labs.csv,all/*.csv}"))
                .containsExactly("raw/2026-01/labs.csv", "raw/2026-02/labs.csv", "raw/all/people.csv");
    }

    @Test
    void aColonInTheNameOfAFileBesideIsNamedAsTheCause() throws Exception {
        Path raw = Files.createDirectories(folder.resolve("ws/raw"));
        Files.writeString(raw.resolve("a.csv"), "id\n");
        Files.writeString(raw.resolve("ct 08:30.csv"), "id\n");
        assertThatThrownBy(() -> list("raw/*.csv"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("a colon in its name");
    }

    private void refused(Path target, String why) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("ws/raw/day/link.csv"), target);
        for (String pattern : List.of("raw/day/*.csv", "raw", "raw/*", "raw/day/link.csv")) {
            assertThatThrownBy(() -> list(pattern))
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageContaining("'raw/day/link.csv' " + why);
        }
        Files.delete(link);
    }

    private List<String> list(String pattern) {
        Path workspace = folder.resolve("ws");
        return SourceFiles.below(
                        new Configuration(),
                        workspace.toString(),
                        List.of(workspace + "/" + pattern),
                        SourceRoots.of(workspace))
                .stream()
                .map(SourceFile::name)
                .toList();
    }

    /** Every byte of a second member's header, cuts at every place, and what stands behind the last member. */
    @Test
    void losesNoMemberOfAPackedFile() throws IOException {
        byte[] first = gzip("id,name\n1,a\n");
        byte[] both = concat(first, gzip("2,b\n3,c\n"));
        assertThat(rows("a.csv.gz", both)).containsExactly("2: 1|a", "3: 2|b", "4: 3|c");
        assertThat(rows("a.csv.gz", concat(first, new byte[0]))).containsExactly("2: 1|a");
        for (int cut = first.length + 1; cut < both.length; cut++) {
            byte[] damaged = Arrays.copyOf(both, cut);
            assertThatThrownBy(() -> rows("a.csv.gz", damaged))
                    .as("cut at " + cut)
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageContaining("a.csv.gz' is ");
        }
        for (int at : new int[] {0, 1, 2, 10, 12, -8, -7, -4, -1}) {
            byte[] damaged = both.clone();
            damaged[at < 0 ? both.length + at : first.length + at] ^= 0x55;
            assertThatThrownBy(() -> rows("a.csv.gz", damaged))
                    .as("damaged at " + at)
                    .isInstanceOf(UnreadableSourceException.class);
        }
        assertThatThrownBy(() -> rows("a.csv.gz", concat(first, new byte[] {0, 0, 0})))
                .hasMessageContaining("is damaged");
        assertThatThrownBy(() -> rows("a.csv.gz", "id,name\n1,a\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("is damaged");
        byte[] bzip = concat(bzip2("id,name\n1,a\n"), bzip2("2,b\n"));
        assertThat(rows("a.csv.bz2", bzip)).containsExactly("2: 1|a", "3: 2|b");
        for (int cut = bzip.length - 20; cut < bzip.length; cut++) {
            byte[] damaged = Arrays.copyOf(bzip, cut);
            assertThatThrownBy(() -> rows("a.csv.bz2", damaged)).isInstanceOf(UnreadableSourceException.class);
        }
    }

    @Test
    void readsAFilePackedAsItsContractSays() throws IOException {
        SourceFile file = write("a.csv", gzip("id,name\n1,a\n"));
        assertThat(RawFolder.rows(SPEC, file.packed(Compression.GZIP), 100)).containsExactly("2: 1|a");
        SourceFile plain = write("b.csv.gz", "id,name\n1,a\n".getBytes(StandardCharsets.UTF_8));
        assertThat(RawFolder.rows(SPEC, plain.packed(Compression.NONE), 100)).containsExactly("2: 1|a");
    }

    @Test
    void refusesWhatIsNoTextOfItsEncoding() throws IOException {
        refused("id,name\n1,张三\n2,b\n".getBytes(Charset.forName("UTF-16")), "looks like UTF-16BE");
        refused("id,name\n1,张三\n2,b\n".getBytes(StandardCharsets.UTF_16LE), "looks like UTF-16LE");
        for (String four : List.of("UTF-32LE", "UTF-32BE")) {
            refused("id,name\n1,张三\n2,𠀀\n".getBytes(Charset.forName(four)), "looks like " + four);
            refused("\ufeffid,name\n1,张三\n".getBytes(Charset.forName(four)), "looks like " + four);
        }
        refused("id,name\r1,张三\r2,b\r".getBytes(StandardCharsets.UTF_8), "carriage returns alone");
        refused(gzip("id,name\n1,a\n"), "looks like gzip data");
        refused(new byte[] {'P', 'K', 3, 4, 0, 0}, "looks like a ZIP archive");
    }

    private void refused(byte[] bytes, String why) {
        assertThatThrownBy(() -> rows("x.csv", bytes))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("x.csv' ")
                .hasMessageContaining(why);
    }

    private List<String> rows(String name, byte[] bytes) throws IOException {
        return RawFolder.rows(SPEC, write(name, bytes), 1 << 20);
    }

    private SourceFile write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return SourceFiles.list(new Configuration(), folder.toString(), name).get(0);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] bzip2(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
