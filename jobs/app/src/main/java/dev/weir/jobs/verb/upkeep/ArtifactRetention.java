package dev.weir.jobs.verb.upkeep;

import dev.weir.catalogue.EntryFiles;
import dev.weir.contracts.Workspace;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tags;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What earlier runs and releases of a product left for people to look at. The folders of runs go into one ZIP a month. The
 * entries of releases in the site can be made of their manifests again, and go.
 *
 * @param runs folders of runs
 * @param entries files of releases without a tag or a pin
 */
public record ArtifactRetention(List<Path> runs, List<Path> entries) {

    /** Of so many of the newest runs, and of as many releases, everything stays. */
    public static final int STAYING = 100;

    public ArtifactRetention {
        runs = List.copyOf(runs);
        entries = List.copyOf(entries);
    }

    /** Those that are earlier than the newest ones. */
    static ArtifactRetention of(
            Workspace workspace, StoredReleaseLog log, String product, LocalDate today, int staying) {
        Path site = workspace.site().resolve(product);
        try {
            return new ArtifactRetention(
                    new RunArchive(workspace.root()).earlier(product, staying),
                    entries(log, product, today, staying, new EntryFiles(site)));
        } catch (IOException e) {
            throw Warehouse.notWritable(site, e);
        }
    }

    /** The releases that have an entry in the site. */
    static Set<Long> shown(Workspace workspace, String product) {
        Path site = workspace.site().resolve(product);
        try {
            return new EntryFiles(site).byRelease().keySet();
        } catch (IOException e) {
            throw Warehouse.notWritable(site, e);
        }
    }

    private static List<Path> entries(
            StoredReleaseLog log, String product, LocalDate today, int staying, EntryFiles files) throws IOException {
        long[] numbers = log.numbers(product).toArray();
        Set<Long> going = new HashSet<>();
        Arrays.stream(numbers).limit(Math.max(0, numbers.length - staying)).forEach(going::add);
        new Tags(log).list(product).forEach(tag -> tag.release().ifPresent(going::remove));
        Pins.holding(new Pins(log).list(product), today).forEach(pin -> going.remove(pin.release()));
        return files.byRelease().entrySet().stream()
                .filter(entry -> going.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    public boolean isNothing() {
        return runs.isEmpty() && entries.isEmpty();
    }

    void putAway(Workspace workspace) {
        RunArchive archive = new RunArchive(workspace.root());
        for (Path run : runs) {
            try {
                archive.pack(run);
            } catch (IOException e) {
                throw Warehouse.notWritable(run, e);
            }
        }
        for (Path entry : entries) {
            try {
                Files.deleteIfExists(entry);
            } catch (IOException e) {
                throw Warehouse.notWritable(entry, e);
            }
        }
    }
}
