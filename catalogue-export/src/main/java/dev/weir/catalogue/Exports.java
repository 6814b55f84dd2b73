package dev.weir.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All exporters there are, each by itself: where one fails, the others do their work. */
public final class Exports {

    /** More that cannot be made are not waited for. */
    private static final int MOST_FAILURES = 100;

    private final List<Exporter> exporters;
    private final List<Failure> unusable;

    /**
     * @param exporters in any order; of two with one name the second is not used, which each {@link Entered} says
     */
    public Exports(List<Exporter> exporters) {
        this(exporters, List.of());
    }

    private Exports(List<Exporter> exporters, List<Failure> notMade) {
        Map<String, Exporter> byName = new TreeMap<>();
        List<Failure> failures = new ArrayList<>(notMade);
        for (Exporter exporter : exporters) {
            Exporter first = byName.putIfAbsent(exporter.name(), exporter);
            if (first != null) {
                failures.add(new Failure(
                        exporter.name(),
                        new IllegalArgumentException(
                                first.getClass().getName() + " has this name, too, and is used instead")));
            }
        }
        this.exporters = List.copyOf(byName.values());
        this.unusable = List.copyOf(failures);
    }

    /** Those on the class path. */
    public static Exports installed() {
        List<Exporter> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        Iterator<Exporter> all = ServiceLoader.load(Exporter.class).iterator();
        while (failures.size() < MOST_FAILURES) {
            try {
                if (!all.hasNext()) {
                    break;
                }
                found.add(all.next());
            } catch (ServiceConfigurationError e) { // the loader goes on with the next one
                failures.add(new Failure("a line of META-INF/services", e));
            }
        }
        return new Exports(found, failures);
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
        List<Failure> failures = new ArrayList<>(unusable);
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
     * @param failures of exporters that could not be made, or could not enter the release
     */
    public record Entered(Optional<Path> page, List<Failure> failures) {
        public Entered {
            failures = List.copyOf(failures);
        }
    }

    /** An exporter that could not be made, or could not enter a release, and why. */
    public record Failure(String exporter, Throwable why) {}
}
