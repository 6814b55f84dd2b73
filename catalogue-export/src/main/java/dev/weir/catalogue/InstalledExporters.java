package dev.weir.catalogue;

import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.port.PluginClass;
import dev.weir.contracts.text.NearestName;
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

    /** What people named and no exporter is called: a problem each, at its place. */
    public List<Problem> unknown(CatalogueExports wanted) {
        return wanted.kinds().stream()
                .flatMap(List::stream)
                .filter(kind -> !exporters.containsKey(kind.name()))
                .map(kind -> unknown(kind.place(), kind.name()))
                .toList();
    }

    private Problem unknown(Place place, String kind) {
        return new Problem(
                Code.INVALID_VALUE,
                place,
                "'" + kind + "' is no kind of export",
                "there are " + String.join(", ", exporters.keySet()),
                NearestName.remedy(kind, exporters.keySet(), "write one of these"));
    }

    /**
     * Makes one kind of entry of a release.
     *
     * @param place where people asked for it
     * @throws ProblemsException where there is no such kind
     */
    public CatalogueExport export(CatalogueEntry entry, String kind, Place place) {
        Exporter exporter = exporters.get(kind);
        if (exporter == null) {
            throw new ProblemsException(List.of(unknown(place, kind)));
        }
        return exporter.export(entry);
    }

    /** The same as requests to its catalogue's API, where there is such a kind; none where it reads files. */
    public List<ApiRequest> requests(CatalogueExport made, String kind) {
        return Optional.ofNullable(exporters.get(kind))
                .map(exporter -> exporter.requests(made))
                .orElse(List.of());
    }

    /**
     * Enters a release with each of them that a workspace names.
     *
     * @param site the folder of all products' files
     */
    public Entered export(CatalogueEntry entry, CatalogueExports wanted, Path site) {
        EntryFiles files = new EntryFiles(site.resolve(entry.manifest().product()));
        Optional<Path> page = Optional.empty();
        List<Failure> failures = new ArrayList<>(unusable);
        for (Problem unknown : unknown(wanted)) {
            failures.add(
                    new Failure("of " + unknown.place(), Optional.empty(), new ProblemsException(List.of(unknown))));
        }
        for (Map.Entry<String, Exporter> exporter : exporters.entrySet()) {
            if (!wanted.includes(exporter.getKey())) {
                continue;
            }
            try {
                CatalogueExport made = exporter.getValue().export(entry);
                if (made.files().isEmpty() && wanted.kinds().isPresent()) {
                    failures.add(new Failure(exporter.getKey(), owner(exporter.getValue()), refusal(made)));
                }
                List<Path> written = files.write(made);
                page = page.or(() -> written.stream()
                        .filter(file -> file.toString().endsWith(".html"))
                        .findFirst());
            } catch (OutOfMemoryError e) { // the process's, not the exporter's
                throw e;
            } catch (IOException | RuntimeException | Error e) { // a plugin's may throw anything
                failures.add(new Failure(exporter.getKey(), owner(exporter.getValue()), e));
            }
        }
        return new Entered(page, failures);
    }

    /** Of an exporter that people named, and that has nothing to say here. */
    private static ProblemsException refusal(CatalogueExport made) {
        String why = made.gaps().stream()
                .findFirst()
                .map(gap -> gap.cause().words())
                .orElse("it has nothing to say of this release");
        return ProblemsException.of(Code.UNSUPPORTED, Place.of("catalogue.exports"), "it makes no file", why, why);
    }

    /**
     * What came of it.
     *
     * @param page what people may look at: the first page of the first exporter that made one
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
