package dev.weir.catalogue.croissant;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.TableFiles;
import dev.weir.contracts.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A release in MLCommons' Croissant 1.1 with its vocabulary for responsible AI, RAI 1.0: {@code <number>.croissant.json}. Readers look for
 * the files of the rows below the folder that this file lies in, so it is made for such a folder alone.
 */
public final class CroissantExporter implements Exporter {

    private static final Map<Fact, String> PROPERTIES = Map.ofEntries(
            Map.entry(Fact.DESCRIPTION, "description"),
            Map.entry(Fact.KEYWORDS, "keywords"),
            Map.entry(Fact.LANGUAGES, "inLanguage"),
            Map.entry(Fact.LICENCE, "license"),
            Map.entry(Fact.PUBLISHER, "creator"),
            Map.entry(Fact.CITATION, "citeAs"),
            Map.entry(Fact.LIMITATIONS, "rai:dataLimitations"),
            Map.entry(Fact.RECOMMENDED, "rai:dataUseCases"),
            Map.entry(Fact.PERIOD, "rai:dataCollectionTimeframe"));

    @Override
    public String name() {
        return "croissant";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        TableFiles files = TableFiles.of(entry);
        List<Gap> gaps = new ArrayList<>(Fact.unwritten(entry.manifest(), PROPERTIES));
        gaps.add(new Gap("rai:dataBiases", new Gap.NotMeasured("Weir does not measure whom a sample leaves out")));
        List<Gap> obstacles = obstacles(entry, files);
        if (!obstacles.isEmpty()) {
            return new CatalogueExport(
                    List.of(), Stream.concat(obstacles.stream(), gaps.stream()).toList());
        }
        Croissant croissant = new Croissant(entry, files);
        String text = Json.print(croissant.node());
        gaps.addAll(croissant.gaps());
        return new CatalogueExport(
                List.of(new ExportedFile(entry.manifest().number() + ".croissant.json", text)), gaps);
    }

    private static List<Gap> obstacles(CatalogueEntry entry, TableFiles files) {
        List<Gap.Cause> causes = new ArrayList<>(files.obstacles());
        boolean isElsewhere = entry.manifest().tables().stream()
                .anyMatch(table -> entry.storage().folder(table.name()).isEmpty());
        if (isElsewhere) {
            causes.add(new Gap.NotMeasured("The rows do not lie below this folder: name the warehouse's with --into"));
        }
        return causes.stream().map(cause -> new Gap("distribution", cause)).toList();
    }
}
