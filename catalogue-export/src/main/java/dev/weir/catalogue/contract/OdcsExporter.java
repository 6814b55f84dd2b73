package dev.weir.catalogue.contract;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.HashedFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The contracts that a release keeps, in ODCS as people wrote them, one file each: {@code <number>.<file>}. What was measured of the
 * release is added as {@code weirMeasured}; all else has its order, its comments and its form. Contracts of sources are not among them: they
 * say where raw data lie.
 */
public final class OdcsExporter implements Exporter {

    private static final String SUFFIX = ".odcs.yaml";

    @Override
    public String name() {
        return "odcs";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        Set<String> contracts = new LinkedHashSet<>();
        manifest.tables().stream().map(ReleasedTable::contractId).forEach(contracts::add);
        List<ExportedFile> files = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        Set<String> found = new LinkedHashSet<>();
        for (HashedFile file : manifest.basis().files()) {
            Optional<String> text =
                    file.path().endsWith(SUFFIX) ? entry.storage().definition(file.path()) : Optional.empty();
            text.flatMap(MeasuredDocument::id).filter(contracts::contains).ifPresent(id -> {
                found.add(id);
                MeasuredDocument document = MeasuredDocument.of(text.orElseThrow(), manifest, entry.previous());
                String name = MeasuredDocument.fileName(manifest.number(), file.path());
                files.add(new ExportedFile(name, document.text()));
                document.gap(file.path()).ifPresent(gaps::add);
            });
        }
        contracts.stream()
                .filter(id -> !found.contains(id))
                .forEach(id -> gaps.add(new Gap(
                        id,
                        new Gap.NotMeasured("Its file is not among the release's evidence, or not as it was signed"))));
        return new CatalogueExport(files, gaps);
    }
}
