package dev.weir.jobs.verb.released;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A release in the forms of catalogues.
 *
 * @param kinds by name, in the order that was asked for
 * @param doubts whether the release is as it was signed
 */
public record ReleaseExports(Manifest manifest, Map<String, Made> kinds, SignatureStatus doubts) {

    private static final String INDEX = "index.";

    /** Where people ask for a kind. */
    private static final Place OPTION = Place.of("--to");

    /**
     * One kind of export.
     *
     * @param written where its files lie now; none where people only looked
     */
    public record Made(CatalogueExport export, List<Path> written) {}

    /**
     * Makes exports of a release, and writes them where a folder is named. Starts no Spark.
     *
     * @param release such as {@code clinical@1} or {@code clinical@paper-v1}; without a number, the newest
     * @param kinds those that people ask for; none for each that is installed
     * @param into the folder of all products' files; each product has its own there
     * @throws ProblemsException where files are to be written, and the release is not as it was signed
     */
    public static ReleaseExports of(Desk desk, String release, List<String> kinds, Optional<Path> into) {
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
        Path folder = into.orElse(beside).resolve(manifest.product());
        CatalogueEntry entry = new RunFiles(opened.settings(), warehouse).entry(manifest, folder);
        InstalledExporters exporters = InstalledExporters.all();
        boolean isNewest = opened.log()
                .latest(manifest.product())
                .filter(newest -> newest.number() > manifest.number())
                .isEmpty();
        Map<String, Made> made = new LinkedHashMap<>();
        for (String kind : kinds.isEmpty() ? exporters.names() : kinds) {
            CatalogueExport export = exporters.export(entry, kind, OPTION);
            made.put(kind, new Made(isNewest ? export : withoutIndex(export), List.of()));
        }
        if (into.isPresent()) {
            kinds.forEach(kind -> requireFiles(manifest, kind, made.get(kind)));
            made.replaceAll((kind, one) -> new Made(one.export(), written(one.export(), folder)));
        }
        return new ReleaseExports(manifest, made, doubts);
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
