package dev.weir.catalogue.dcat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Downloads;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.rdf.model.Model;

/** A release in W3C DCAT 3, beside its page: {@code <number>.ttl}, and {@code index.ttl} for the newest one. */
public final class DcatExporter implements Exporter {

    /** What DCAT-AP 3.0.1 asks for or recommends of a dataset, and people write. */
    private static final Map<Fact, String> PROPERTIES = Map.ofEntries(
            Map.entry(Fact.DESCRIPTION, "dct:description"),
            Map.entry(Fact.KEYWORDS, "dcat:keyword"),
            Map.entry(Fact.THEMES, "dcat:theme"),
            Map.entry(Fact.PLACES, "dct:spatial"),
            Map.entry(Fact.PERIOD, "dct:temporal"),
            Map.entry(Fact.LANGUAGES, "dct:language"),
            Map.entry(Fact.LICENCE, "dct:license"),
            Map.entry(Fact.ACCESS, "dct:rights"),
            Map.entry(Fact.CONTACT, "dcat:contactPoint"),
            Map.entry(Fact.PUBLISHER, "dct:publisher"),
            Map.entry(Fact.PUBLISHER_KIND, "dct:type"),
            Map.entry(Fact.LEGAL_BASIS, "dpv:hasLegalBasis"));

    @Override
    public String name() {
        return "dcat";
    }

    /** Of what people have written a part of. */
    private static List<Gap> partly(Manifest manifest) {
        CatalogueFacts facts = manifest.about().catalogue();
        List<Gap> gaps = new ArrayList<>();
        facts.topic().period().ifPresent(period -> {
            String file = Fact.file(manifest);
            if (period.from().isEmpty()) {
                gaps.add(new Gap("dcat:startDate", new Gap.Unwritten(file, Fact.PERIOD.key() + ".from")));
            }
            if (period.until().isEmpty()) {
                gaps.add(new Gap("dcat:endDate", new Gap.Unwritten(file, Fact.PERIOD.key() + ".until")));
            }
        });
        if (facts.terms()
                .licence()
                .filter(terms -> !DcatConcepts.isOfKnownType(terms))
                .isPresent()) {
            gaps.add(new Gap("dct:type", new Gap.NotMeasured("Weir knows the type of licences CC-BY alone")));
        }
        return gaps;
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        Model model = Dcat.model(entry);
        String turtle = Dcat.turtle(model);
        List<Gap> gaps = new ArrayList<>(Fact.unwritten(entry.manifest(), PROPERTIES));
        gaps.addAll(partly(entry.manifest()));
        if (!entry.base().isAddress()) {
            gaps.add(new Gap("foaf:homepage", Gap.NoAddress.BASE));
            gaps.add(new Gap("dcat:landingPage", Gap.NoAddress.BASE));
        }
        if (entry.manifest().about().catalogue().topic().places().stream().anyMatch(place -> place.contains("-"))) {
            Gap.NotMeasured unknown = new Gap.NotMeasured("Weir knows where countries lie, not their parts");
            gaps.add(new Gap("dcat:bbox", unknown));
            gaps.add(new Gap("dcat:centroid", unknown));
        }
        if (entry.manifest().tables().isEmpty()) {
            gaps.add(new Gap("dcat:distribution", new Gap.NotMeasured("The release has no table")));
        }
        Downloads.of(entry).lacks().ifPresent(cause -> gaps.add(new Gap("dcat:downloadURL", cause)));
        return new CatalogueExport(
                List.of(
                        new ExportedFile(entry.manifest().number() + ".ttl", turtle),
                        new ExportedFile("index.ttl", Dcat.turtle(Dcat.newest(entry, model)))),
                gaps);
    }
}
