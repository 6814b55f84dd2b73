package dev.weir.catalogue;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.port.PluginClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All exporters there are, each by itself: where one fails, the others do their work. */
public final class InstalledExporters {

    /** More that cannot be made are not waited for. */
    private static final int MOST_FAILURES = 100;

    /** By name, in the order of their work: Weir's own first, so that people are shown its page. */
    private final Map<String, Exporter> exporters;

    private final List<Failure> unusable;

    /**
     * @param exporters in any order; of two with one name the second is not used, and Weir's own never is the second; each
     *     {@link Entered} reports that
     */
    public InstalledExporters(List<Exporter> exporters) {
        this(exporters, List.of());
    }

    private InstalledExporters(List<Exporter> exporters, List<Failure> notMade) {
        Map<String, Exporter> own = new TreeMap<>();
        Map<String, Exporter> added = new TreeMap<>();
        List<Failure> failures = new ArrayList<>(notMade);
        List<Exporter> ownFirst = exporters.stream()
                .sorted(Comparator.comparing(exporter -> owner(exporter).isPresent()))
                .toList();
        for (Exporter exporter : ownFirst) {
            String type = exporter.getClass().getName();
            try {
                String name = InstalledPlugins.said(Exporter.class, "an exporter", exporter, "name()", Exporter::name);
                Exporter first = own.getOrDefault(name, added.get(name));
                if (first == null) {
                    (owner(exporter).isPresent() ? added : own).put(name, exporter);
                } else {
                    failures.add(new Failure(
                            name,
                            owner(exporter),
                            new IllegalArgumentException(
                                    first.getClass().getName() + " has this name, too, and is used instead")));
                }
            } catch (ProblemsException e) {
                failures.add(new Failure(type, owner(exporter), e));
            }
        }
        this.exporters = new LinkedHashMap<>(own);
        this.exporters.putAll(added);
        this.unusable = List.copyOf(failures);
    }

    private static Optional<PluginClass> owner(Exporter exporter) {
        return PluginClass.of(exporter.getClass(), Exporter.class);
    }

    /** Those on the class path. */
    public static InstalledExporters all() {
        List<Exporter> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        Iterator<Exporter> all = ServiceLoader.load(Exporter.class).iterator();
        while (failures.size() < MOST_FAILURES) {
            try {
                if (!all.hasNext()) {
                    break;
                }
                found.add(all.next());
            } catch (ServiceConfigurationError | LinkageError e) { // the loader goes on with the next one
                failures.add(new Failure("a line of META-INF/services", Optional.empty(), e));
            }
        }
        return new InstalledExporters(found, failures);
    }

    /** Their names, in the order of their work. */
    public List<String> names() {
        return List.copyOf(exporters.keySet());
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
        for (Map.Entry<String, Exporter> exporter : exporters.entrySet()) {
            try {
                Optional<Path> shown = exporter.getValue().export(entry, files);
                page = page.or(() -> shown);
            } catch (OutOfMemoryError e) { // the process's, not the exporter's
                throw e;
            } catch (IOException | RuntimeException | Error e) { // a plugin's may throw anything
                failures.add(new Failure(exporter.getKey(), owner(exporter.getValue()), e));
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

    /**
     * An exporter that could not be made, or could not enter a release.
     *
     * @param exporter its name; its class where it has none
     * @param owner whose it is; empty for Weir's own, and where no class is known
     */
    public record Failure(String exporter, Optional<PluginClass> owner, Throwable why) {

        /** A sentence without its full stop. What an exporter says of itself is in the log alone: it may hold a password. */
        public String sentence() {
            String of = owner.map(added -> " of " + added).orElse("");
            String cause = why instanceof ServiceConfigurationError || why instanceof LinkageError
                    ? InstalledPlugins.why(why)
                    : why instanceof ProblemsException reported
                            ? reported.problems().get(0).why()
                            : why.getClass().getName();
            return "The exporter " + exporter + of + " has failed: " + cause;
        }
    }
}
