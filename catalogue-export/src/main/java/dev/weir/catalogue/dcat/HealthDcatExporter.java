package dev.weir.catalogue.dcat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.DescribedProduct;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A release with health data in HealthDCAT-AP release 8, for portals of the European Health Data Space: {@code <number>.healthdcat.ttl}.
 * Of a release without health data there is no file.
 */
public final class HealthDcatExporter implements Exporter {

    /** What release 8 asks for or recommends, and people write. */
    private static final Map<Fact, String> PROPERTIES = Map.ofEntries(
            Map.entry(Fact.DESCRIPTION, "dct:description"),
            Map.entry(Fact.KEYWORDS, "dcat:keyword"),
            Map.entry(Fact.THEMES, "dcat:theme"),
            Map.entry(Fact.PERIOD, "dct:temporal"),
            Map.entry(Fact.CONTACT, "dcat:contactPoint"),
            Map.entry(Fact.PUBLISHER, "dct:publisher"),
            Map.entry(Fact.LEGAL_BASIS, "dpv:hasLegalBasis"),
            Map.entry(Fact.HEALTH_CATEGORIES, "healthdcatap:healthCategory"),
            Map.entry(Fact.ACCESS_BODY, "healthdcatap:hdab"),
            Map.entry(Fact.LEGISLATION, "dcatap:applicableLegislation"));

    /** What it recommends, and no release has in a form that is safe. */
    private static final List<Gap> ALWAYS = List.of(
            gap(
                    "healthdcatap:numberOfRecords",
                    "Counts of two releases that differ in one person would show that person"),
            gap("healthdcatap:numberOfUniqueIndividuals", "A release does not count people"),
            gap("healthdcatap:minTypicalAge", "A release keeps no ages: the least one may be one person's"),
            gap("healthdcatap:maxTypicalAge", "A release keeps no ages: the greatest one may be one person's"),
            gap("healthdcatap:hasCodingSystem", "A column cannot name its vocabulary yet"));

    @Override
    public String name() {
        return "healthdcat";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        if (!Fact.isAboutHealth(DescribedProduct.of(manifest))) {
            return new CatalogueExport(
                    List.of(), List.of(gap("dcat:Dataset", "No column holds health data, and no theme is HEAL")));
        }
        List<Gap> gaps = new ArrayList<>(Fact.unwritten(manifest, PROPERTIES));
        HealthDcat graph = HealthDcat.of(entry);
        if (Fact.CONTACT.isWritten(manifest) && !graph.hasContact()) {
            gaps.add(gap("dcat:contactPoint", "No channel of 'support' has an address"));
        }
        if (!graph.hasPersonalData()) {
            gaps.add(gap(
                    "dct:type", "The list of types has one for data on people alone, and no column is about people"));
        }
        if (!graph.hasVariables()) {
            gaps.add(gap("healthdcatap:hasVariables", "The release has no column"));
        }
        gaps.addAll(ALWAYS);
        return new CatalogueExport(
                List.of(new ExportedFile(manifest.number() + ".healthdcat.ttl", graph.turtle())), gaps);
    }

    private static Gap gap(String property, String why) {
        return new Gap(property, new Gap.NotMeasured(why));
    }
}
