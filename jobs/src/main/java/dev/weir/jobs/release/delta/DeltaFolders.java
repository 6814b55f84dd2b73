package dev.weir.jobs.release.delta;

import dev.weir.contracts.TableFormat;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of a namespace that hold Delta tables, or in which runs left files before there was one. */
final class DeltaFolders {

    private DeltaFolders() {}

    /** Tables of other formats have their files in folders of their own; of a run that died, files alone may be there. */
    private static boolean isDelta(Path table) {
        if (Files.isDirectory(table.resolve("_delta_log"))) {
            return true;
        }
        try (Stream<Path> there = Files.list(table)) {
            return there.noneMatch(Files::isDirectory);
        } catch (IOException e) {
            throw Warehouse.notWritable(table, e);
        }
    }

    /** By name; none where there is no such namespace. */
    static List<TableIdentity> of(Warehouse warehouse, String namespace) {
        Path folder = warehouse.root().resolve(namespace);
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .filter(DeltaFolders::isDelta)
                    .map(table -> TableIdentity.of(
                            warehouse,
                            TableFormat.DELTA,
                            namespace,
                            table.getFileName().toString()))
                    .sorted(Comparator.comparing(TableIdentity::name))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw Warehouse.notWritable(folder, e);
        }
    }
}
