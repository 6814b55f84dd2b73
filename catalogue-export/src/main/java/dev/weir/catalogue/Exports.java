package dev.weir.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** All exporters there are, each by itself: where one fails, the others do their work. */
public final class Exports {

    private final List<Exporter> exporters;

    /**
     * @param exporters in any order
     * @throws IllegalArgumentException when two have one name
     */
    public Exports(List<Exporter> exporters) {
        Set<String> names = new HashSet<>();
        for (Exporter exporter : exporters) {
            if (!names.add(exporter.name())) {
                throw new IllegalArgumentException("Two exporters are called '" + exporter.name() + "'");
            }
        }
        this.exporters =
                exporters.stream().sorted(Comparator.comparing(Exporter::name)).toList();
    }

    /** Those on the class path. */
    public static Exports installed() {
        return new Exports(ServiceLoader.load(Exporter.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** Their names, in the order of their work. */
    public List<String> names() {
        return exporters.stream().map(Exporter::name).toList();
    }

    /**
     * Enters a release with each of them.
     *
     * @param site the folder of all products' files
     */
    public Entered export(CatalogueEntry entry, Path site) {
        EntryFiles files = new EntryFiles(site.resolve(entry.manifest().product()));
        Optional<Path> page = Optional.empty();
        List<Failure> failures = new ArrayList<>();
        for (Exporter exporter : exporters) {
            try {
                Optional<Path> shown = exporter.export(entry, files);
                page = page.or(() -> shown);
            } catch (IOException | RuntimeException e) { // one of somebody else's may end in anything
                failures.add(new Failure(exporter.name(), e));
            }
        }
        return new Entered(page, failures);
    }

    /**
     * What came of it.
     *
     * @param page what people may look at
     * @param failures of exporters that could not enter the release
     */
    public record Entered(Optional<Path> page, List<Failure> failures) {
        public Entered {
            failures = List.copyOf(failures);
        }
    }

    /** An exporter that could not enter a release, and why. */
    public record Failure(String exporter, Exception why) {}
}
