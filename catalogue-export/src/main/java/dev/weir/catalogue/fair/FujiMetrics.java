package dev.weir.catalogue.fair;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Downloads;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The 17 metrics of F-UJI 0.8 (FAIRsFAIR, doi 10.5281/zenodo.6461229), 26 points, in our words, for a release. F-UJI asks a server; Weir
 * asks none, so what a server has to do for a metric counts as passed once there is an address, and the words say that.
 *
 * @param metrics in F-UJI's order
 */
public record FujiMetrics(List<Metric> metrics) {

    /** Where identifiers last, as F-UJI knows them: a service leads from there to wherever the pages are. */
    private static final List<String> LASTING = List.of(
            "https://w3id.org/",
            "https://doi.org/",
            "https://hdl.handle.net/",
            "https://purl.org/",
            "https://n2t.net/");

    private static final String SERVED = " (once a server answers there)";

    public FujiMetrics {
        metrics = List.copyOf(metrics);
    }

    /** What became of a metric. */
    public enum Result {
        PASSED,
        FAILED,
        /** It looks into the data, which are not public. */
        UNTESTABLE
    }

    /**
     * One of them.
     *
     * @param id F-UJI's, such as {@code F2-01M}
     * @param points that it gives
     * @param asks what it asks, in our words
     * @param words the ground of what passed; else what mends it, or why it cannot be tested
     */
    public record Metric(String id, int points, String asks, Result result, String words) {}

    /** Points of those that passed. */
    public int points() {
        return sum(metrics.stream().filter(each -> each.result() == Result.PASSED));
    }

    /** All points there are. */
    public int most() {
        return sum(metrics.stream());
    }

    private static int sum(Stream<Metric> metrics) {
        return metrics.mapToInt(Metric::points).sum();
    }

    /** Of a release. */
    public static FujiMetrics of(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        Sheet sheet = new Sheet(entry, new ArrayList<>());
        String iri = entry.iri();
        sheet.passed("F1-01MD", 1, "it has an identifier that nothing else has", iri);
        sheet.unless("F1-02MD", 1, "the identifier lasts", lasting(entry), iri + SERVED);
        sheet.unless(
                "F2-01M",
                2,
                "there is enough to cite it and to find it",
                lacking(manifest, Fact.PUBLISHER, Fact.DESCRIPTION, Fact.KEYWORDS),
                "publisher, title, date, type, description, keywords");
        sheet.passed("F3-01M", 1, "metadata name the identifier of the data", "the IRI of each table");
        sheet.served("F4-01M", 2, "search engines find the metadata", "JSON-LD in the page");
        sheet.passed("A1-01M", 1, "metadata say who gets the data", "dct:accessRights of the EU's list");
        sheet.served("A1-02MD", 2, "the identifier leads to metadata and data", iri);
        sheet.served("A1.1-01MD", 2, "a standard protocol leads there", "HTTP");
        sheet.served("A1.2-01MD", 2, "the protocol can ask who reads", "HTTP");
        sheet.passed("I1-01M", 2, "metadata are in a formal language", "RDF, JSON-LD");
        sheet.passed("I2-01M", 2, "metadata use registered vocabularies", "DCAT, PROV, DQV, ODRL, DPV");
        sheet.unless(
                "I3-01M",
                2,
                "metadata lead to what belongs to it by typed links",
                manifest.record().sources().isEmpty() ? why("The release has no source") : Optional.empty(),
                "sources by prov:used, the release before by dcat:previousVersion");
        sheet.unless(
                "R1-01M",
                2,
                "metadata say what the data are",
                manifest.tables().isEmpty() ? why("The release has no table") : Optional.empty(),
                "type, format, size, columns with types and units");
        sheet.unless("R1.1-01M", 1, "there is a licence", lacking(manifest, Fact.LICENCE), "dct:license");
        sheet.passed("R1.2-01M", 1, "metadata say how it was made", "the run, by PROV");
        sheet.passed("R1.3-01M", 1, "metadata keep a standard of the community", "DCAT-AP 3.0.1");
        if (manifest.about().audience().equals("public")) {
            sheet.unless(
                    "R1.3-02D",
                    1,
                    "data are in a format that many read",
                    Downloads.of(entry).lacks(),
                    "dcat:downloadURL of each Parquet file" + SERVED);
        } else {
            sheet.add("R1.3-02D", 1, "data are in a format that many read", Result.UNTESTABLE, new Gap.NotPublic());
        }
        return new FujiMetrics(sheet.all);
    }

    private static Optional<Gap.Cause> lasting(CatalogueEntry entry) {
        return LASTING.stream().anyMatch(entry.base().iri()::startsWith)
                ? Optional.empty()
                : why("Write a 'catalogue.base' at a service whose addresses last, such as https://w3id.org/yours/,"
                        + " into weir.yaml");
    }

    /** Of the first that people have not written. */
    private static Optional<Gap.Cause> lacking(Manifest manifest, Fact... facts) {
        return Stream.of(facts).flatMap(fact -> fact.lacking(manifest).stream()).findFirst();
    }

    private static Optional<Gap.Cause> why(String why) {
        return Optional.of(new Gap.NotMeasured(why));
    }

    /** The metrics of one release. */
    private record Sheet(CatalogueEntry entry, List<Metric> all) {

        void passed(String id, int points, String asks, String ground) {
            all.add(new Metric(id, points, asks, Result.PASSED, ground));
        }

        void unless(String id, int points, String asks, Optional<Gap.Cause> lacks, String ground) {
            lacks.ifPresentOrElse(
                    cause -> add(id, points, asks, Result.FAILED, cause), () -> passed(id, points, asks, ground));
        }

        void served(String id, int points, String asks, String ground) {
            unless(
                    id,
                    points,
                    asks,
                    entry.base().isAddress() ? Optional.empty() : Optional.of(Gap.NoAddress.BASE),
                    ground + SERVED);
        }

        void add(String id, int points, String asks, Result result, Gap.Cause cause) {
            all.add(new Metric(id, points, asks, result, cause.words()));
        }
    }
}
