package dev.weir.jobs.verb.released;

import dev.weir.catalogue.ApiRequest;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.EntryFiles;
import dev.weir.catalogue.InstalledExporters;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.SignatureStatus;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A release in the forms of catalogues.
 *
 * @param kinds by name, in the order that was asked for
 * @param doubts whether the release is as it was signed
 */
public record ReleaseExports(Manifest manifest, Map<String, Made> kinds, SignatureStatus doubts) {

    /** The variable of the environment that has the token of a catalogue's server. */
    static final String TOKEN = "WEIR_CATALOGUE_TOKEN";

    private static final String INDEX = "index.";

    private static final Pattern SERVER = Pattern.compile("(?i)[a-z][a-z0-9+.-]+://");

    /** Where people ask for a kind. */
    private static final Place OPTION = Place.of("--to");

    /**
     * One kind of export.
     *
     * @param written where its files lie now; none where people only looked
     * @param sent how many requests a server has taken
     */
    public record Made(CatalogueExport export, List<Path> written, int sent) {}

    /**
     * Makes exports of a release, and writes or sends them where a place is named. Starts no Spark.
     *
     * @param release such as {@code clinical@1} or {@code clinical@paper-v1}; without a number, the newest
     * @param kinds those that people ask for; none for each that is installed
     * @param into the folder of all products' files, in which each product has its own; or the address of a catalogue's server
     * @throws ProblemsException where files are to be written, and the release is not as it was signed
     */
    public static ReleaseExports of(Desk desk, String release, List<String> kinds, Optional<String> into) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.known(reference.product());
        Manifest manifest = reference.in(opened.log());
        SignatureStatus doubts = SignatureStatus.of(opened.settings(), opened.log(), manifest);
        if (into.isPresent()) {
            // a catalogue would hand on what is not known to be a release
            ProblemsException.throwIfAny(Stream.concat(doubts.first().stream(), doubts.unknown().stream())
                    .toList());
        }
        Warehouse warehouse = Warehouse.of(opened.settings());
        // who only looks sees what could be written, beside the rows as well
        Path beside = warehouse.files().disk().orElse(opened.settings().site());
        Optional<String> server = into.filter(place -> SERVER.matcher(place).lookingAt());
        Path folder = into.filter(place -> server.isEmpty())
                .map(Path::of)
                .orElse(beside)
                .resolve(manifest.product());
        CatalogueEntry entry = new RunFiles(opened.settings(), warehouse).entry(manifest, folder);
        InstalledExporters exporters = InstalledExporters.all();
        boolean isNewest = opened.log()
                .latest(manifest.product())
                .filter(newest -> newest.number() > manifest.number())
                .isEmpty();
        Map<String, Made> made = new LinkedHashMap<>();
        for (String kind : kinds.isEmpty() ? exporters.names() : kinds) {
            CatalogueExport export = exporters.export(entry, kind, OPTION);
            made.put(kind, new Made(isNewest ? export : withoutIndex(export), List.of(), 0));
        }
        if (into.isPresent()) {
            kinds.forEach(kind -> requireFiles(manifest, kind, made.get(kind)));
            if (server.isEmpty()) {
                made.replaceAll((kind, one) -> new Made(one.export(), written(one.export(), folder), 0));
            }
        }
        if (server.isPresent()) {
            send(desk, exporters, server.get(), kinds, made);
        }
        return new ReleaseExports(manifest, made, doubts);
    }

    /** Each kind whose catalogue has an API; one that people asked for by its name has one. */
    private static void send(
            Desk desk, InstalledExporters exporters, String address, List<String> kinds, Map<String, Made> made) {
        CatalogueServer server = CatalogueServer.at(
                address, Optional.ofNullable(desk.folder().environment().get(TOKEN)));
        Map<String, List<ApiRequest>> requests = new LinkedHashMap<>();
        made.forEach((kind, one) -> requests.put(kind, exporters.requests(one.export(), kind)));
        requests.forEach((kind, all) -> {
            if (all.isEmpty() && kinds.contains(kind)) {
                throw ProblemsException.of(
                        Code.UNSUPPORTED,
                        OPTION,
                        "'" + kind + "' cannot be sent to a server",
                        "it is a file that catalogues read",
                        "name a folder with --into; datahub and openmetadata can be sent");
            }
        });
        requests.values().removeIf(List::isEmpty);
        made.keySet().retainAll(requests.keySet());
        requests.forEach((kind, all) -> {
            server.send(all);
            made.computeIfPresent(kind, (name, one) -> new Made(one.export(), List.of(), all.size()));
        });
    }

    /** What stands for the product is that of its newest release. */
    private static CatalogueExport withoutIndex(CatalogueExport export) {
        return new CatalogueExport(
                export.files().stream()
                        .filter(file -> !file.name().startsWith(INDEX))
                        .toList(),
                export.gaps());
    }

    /** A kind that people asked for by its name is made, or they learn why not. */
    private static void requireFiles(Manifest manifest, String kind, @Nullable Made made) {
        if (made != null && made.export().files().isEmpty()) {
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    OPTION,
                    "'" + kind + "' cannot describe " + manifest.reference(),
                    made.export().gaps().stream()
                            .findFirst()
                            .map(gap -> gap.cause().words())
                            .orElse("it has nothing to say of it"),
                    "nothing is written; ask for another kind, or mend this");
        }
    }

    private static List<Path> written(CatalogueExport export, Path folder) {
        try {
            return new ArrayList<>(new EntryFiles(folder).write(export));
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.NOT_WRITABLE,
                    Place.of("--into"),
                    "nothing can be written into " + folder,
                    "its file system refuses it",
                    "name a folder that you may write to",
                    e);
        }
    }
}
