package dev.weir.jobs.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.table.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class FileDigestsIT {

    private final FileDigests digests;

    @TempDir
    private Path folder;

    FileDigestsIT(SparkSession spark) {
        this.digests = new FileDigests(spark);
    }

    @Test
    void filesAreNamedAsTheyLieInTheTableWithTheHashOfTheirBytes() throws IOException {
        DataFile first = file("data/a 1.parquet", 300_000);
        DataFile second = file("data/b.parquet", 1);

        DataFileList list = digests.lists(List.of(
                        new FileDigests.OfTable("visits", folder.toString(), List.of(second, first), Optional.empty())))
                .get(0);

        assertThat(list.files())
                .containsExactly(
                        new DataFileList.DataFile(
                                "data/a 1.parquet", 300_000, 5, Sha256.hex(Files.readAllBytes(Path.of(first.path())))),
                        new DataFileList.DataFile(
                                "data/b.parquet", 1, 5, Sha256.hex(Files.readAllBytes(Path.of(second.path())))));
    }

    @Test
    void aFileOfTheReleaseBeforeKeepsItsHashWithoutASecondLook() throws IOException {
        DataFile kept = file("kept.parquet", 10);
        DataFile fresh = file("fresh.parquet", 20);
        String location = folder.toUri().toString();
        List<DataFileList> before =
                digests.lists(List.of(new FileDigests.OfTable("visits", location, List.of(kept), Optional.empty())));
        Files.delete(Path.of(kept.path()));

        DataFileList list = digests.lists(List.of(
                        new FileDigests.OfTable("visits", location, List.of(kept, fresh), Optional.of(before.get(0)))))
                .get(0);

        assertThat(list.files()).containsAll(before.get(0).files()).hasSize(2);
        assertThatThrownBy(() -> digests.digests(List.of(kept))).hasMessageContaining("kept.parquet");
    }

    @Test
    void aFileOfAnotherSizeThanItsTableTellsIsNamed() throws IOException {
        DataFile file = file("a.parquet", 10);

        assertThatThrownBy(() -> digests.digests(List.of(new DataFile(file.path(), 5, 11))))
                .hasMessageContaining("10 bytes; its table says 11");
    }

    private DataFile file(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        byte[] content = new byte[bytes];
        content[0] = (byte) name.hashCode();
        Files.write(file, content);
        return new DataFile(file.toString(), 5, bytes);
    }
}
