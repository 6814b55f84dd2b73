package dev.weir.releases.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRootTest {

    @TempDir
    private Path folder;

    @Test
    void aWarehouseThatStaysWhereItWasMadeIsOpenedAgain() {
        Warehouse warehouse = new Warehouse(folder.resolve("a"));
        assertThat(new RecordedRoot(warehouse).before()).isEmpty();
        warehouse.open();
        warehouse.open();
        assertThat(new RecordedRoot(warehouse).before()).isEmpty();
    }

    @Test
    void aWarehouseThatWasMovedIsNotOpenedBeforeItIsRelocated() throws IOException {
        Path first = folder.resolve("a");
        Path second = folder.resolve("b");
        new Warehouse(first).open();
        Files.move(first, second);
        Warehouse moved = new Warehouse(second);
        assertThat(new RecordedRoot(moved).before()).contains(first.toString());
        assertThatThrownBy(moved::open)
                .hasMessageContaining("was made in '" + first + "' and lies in '" + second + "' now")
                .hasMessageContaining("weir relocate");
        new RecordedRoot(moved).record();
        moved.open();
    }

    @Test
    void aCopyIsNotTheWarehouseThatItWasCopiedFrom() throws IOException {
        Path first = folder.resolve("a");
        new Warehouse(first).open();
        Path copy = Files.createDirectory(folder.resolve("b"));
        Files.copy(first.resolve(RecordedRoot.FILE), copy.resolve(RecordedRoot.FILE));
        assertThat(new RecordedRoot(new Warehouse(copy)).before()).contains(first.toString());
    }

    @Test
    void anotherNameOfTheSameFolderIsNoMove() throws IOException {
        Path first = folder.resolve("a");
        new Warehouse(first).open();
        Path link = Files.createSymbolicLink(folder.resolve("link"), first);
        new Warehouse(link).open();
        assertThat(new RecordedRoot(new Warehouse(link)).before()).isEmpty();
    }
}
