package dev.weir.catalogue.fair;

import static dev.weir.catalogue.fair.RdaIndicators.Priority.ESSENTIAL;
import static dev.weir.catalogue.fair.RdaIndicators.Priority.IMPORTANT;
import static dev.weir.catalogue.fair.RdaIndicators.Priority.USEFUL;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The 41 indicators of the Research Data Alliance's FAIR Data Maturity Model 1.0 (2020, doi 10.15497/rda00050), in our words, for a
 * release: each with what shows it, or what is missing.
 *
 * @param indicators in the model's order
 */
public record RdaIndicators(List<Indicator> indicators) {

    public RdaIndicators {
        indicators = List.copyOf(indicators);
    }

    /** How much the model asks for it. */
    public enum Priority {
        ESSENTIAL,
        IMPORTANT,
        USEFUL
    }

    /** What an indicator rests on. */
    public enum Ground {
        /** A fact of the release that Weir has itself: it is so. */
        CHECKED,
        /** What people wrote, or what a server does that Weir did not ask. */
        STATED,
        /** Nothing. */
        MISSING
    }

    /**
     * One of them.
     *
     * @param id the model's, such as {@code F1-01M}
     * @param asks what it asks, in our words
     * @param ground what it rests on
     * @param words what shows it; why not and what mends it, where it is missing
     */
    public record Indicator(String id, Priority priority, String asks, Ground ground, String words) {}

    /** How many of a priority rest on something. */
    public long met(Priority priority) {
        return indicators.stream()
                .filter(each -> each.priority() == priority && each.ground() != Ground.MISSING)
                .count();
    }

    /** How many there are of a priority. */
    public long all(Priority priority) {
        return indicators.stream().filter(each -> each.priority() == priority).count();
    }

    /** Of a release. */
    public static RdaIndicators of(CatalogueEntry entry) {
        Sheet sheet = new Sheet(entry, new ArrayList<>());
        findable(sheet);
        accessible(sheet);
        interoperable(sheet);
        reusable(sheet);
        return new RdaIndicators(sheet.all);
    }

    private static void findable(Sheet sheet) {
        String iri = sheet.entry.iri();
        sheet.served("F1-01M", ESSENTIAL, "metadata have an identifier that lasts", iri);
        sheet.served("F1-01D", ESSENTIAL, "data have an identifier that lasts", iri);
        sheet.checked("F1-02M", ESSENTIAL, "metadata have an identifier that nothing else has", iri);
        sheet.checked("F1-02D", ESSENTIAL, "data have an identifier that nothing else has", iri + " and its tables");
        sheet.fact("F2-01M", ESSENTIAL, "there is enough to find it by", Fact.KEYWORDS, "keywords and description");
        sheet.checked("F3-01M", ESSENTIAL, "metadata name the identifier of the data", "DCAT, Croissant, schema.org");
        sheet.checked("F4-01M", ESSENTIAL, "metadata can be harvested", "index.ttl, and JSON-LD in the page");
    }

    private static void accessible(Sheet sheet) {
        sheet.fact("A1-01M", IMPORTANT, "metadata say how people get the data", Fact.ACCESS, "access");
        sheet.checked("A1-02M", ESSENTIAL, "people can read the metadata", "the release's page");
        sheet.fact("A1-02D", ESSENTIAL, "people can get the data", Fact.CONTACT, "whom to ask");
        sheet.served("A1-03M", ESSENTIAL, "the metadata's identifier leads to them", sheet.entry.iri());
        sheet.rows("A1-03D", ESSENTIAL, "the data's identifier leads to them");
        sheet.served("A1-04M", ESSENTIAL, "metadata come by a standard protocol", "HTTP at the base");
        sheet.checked("A1-04D", ESSENTIAL, "data come by a standard protocol", "files of an open table format");
        sheet.checked("A1-05D", IMPORTANT, "programs can get the data", "code for five engines in the page");
        sheet.served("A1.1-01M", ESSENTIAL, "the metadata's protocol is free", "HTTP at the base");
        sheet.checked("A1.1-01D", IMPORTANT, "the data's protocol is free", "files, S3");
        sheet.checked("A1.2-01D", USEFUL, "the data's protocol knows who asks", "rights of the warehouse");
        sheet.checked("A2-01M", ESSENTIAL, "metadata stay when data go", "the manifest and the page are kept");
    }

    private static void interoperable(Sheet sheet) {
        sheet.checked("I1-01M", IMPORTANT, "metadata are written in a standard form", "RDF, JSON-LD");
        sheet.checked("I1-01D", IMPORTANT, "data are written in a standard form", "Parquet");
        sheet.checked("I1-02M", IMPORTANT, "machines understand the metadata", "DCAT-AP 3.0.1, Croissant 1.1");
        sheet.checked("I1-02D", IMPORTANT, "machines understand the data", "typed columns with units");
        sheet.fact("I2-01M", IMPORTANT, "metadata use FAIR vocabularies", Fact.THEMES, "themes of the EU's vocabulary");
        if (sheet.entry.terms().stream().allMatch(CitedTerm::isOwn)) {
            sheet.missing(
                    "I2-01D",
                    USEFUL,
                    "data use FAIR vocabularies",
                    "Cite terms of vocabularies by 'authoritativeDefinitions' of columns");
        } else {
            sheet.checked("I2-01D", USEFUL, "data use FAIR vocabularies", "columns cite terms by their addresses");
        }
        sheet.sources("I3-01M", IMPORTANT, "metadata refer to other metadata");
        sheet.keys("I3-01D", USEFUL, "data refer to other data");
        sheet.sources("I3-02M", USEFUL, "metadata refer to other data");
        sheet.keys("I3-02D", USEFUL, "data say how they refer to other data");
        sheet.sources("I3-03M", IMPORTANT, "metadata say how they refer to other metadata");
        sheet.sources("I3-04M", USEFUL, "metadata say how they refer to other data");
    }

    private static void reusable(Sheet sheet) {
        sheet.fact(
                "R1-01M",
                ESSENTIAL,
                "metadata are rich enough to use the data",
                Fact.DESCRIPTION,
                "contracts, rules, masks");
        sheet.fact("R1.1-01M", ESSENTIAL, "there is a licence", Fact.LICENCE, "licence");
        sheet.fact("R1.1-02M", IMPORTANT, "the licence is a known one", Fact.LICENCE, "its SPDX identifier or address");
        sheet.fact(
                "R1.1-03M", IMPORTANT, "machines understand the licence", Fact.LICENCE, "its IRI, and an ODRL policy");
        sheet.checked("R1.2-01M", IMPORTANT, "there is provenance", "the run, its sources and their hashes");
        sheet.checked("R1.2-02M", USEFUL, "provenance is in a shared language", "PROV-O, OpenLineage");
        sheet.checked("R1.3-01M", ESSENTIAL, "metadata keep a standard of the community", "DCAT-AP, ODCS, ODPS");
        sheet.checked("R1.3-01D", ESSENTIAL, "data keep a standard of the community", "Iceberg or Delta over Parquet");
        sheet.checked("R1.3-02M", ESSENTIAL, "machines understand the metadata's standard", "DCAT-AP's shapes");
        sheet.checked("R1.3-02D", IMPORTANT, "machines understand the data's standard", "Parquet's own schema");
    }

    /** The indicators of one release. */
    private record Sheet(CatalogueEntry entry, List<Indicator> all) {

        void checked(String id, Priority priority, String asks, String shows) {
            all.add(new Indicator(id, priority, asks, Ground.CHECKED, shows));
        }

        void missing(String id, Priority priority, String asks, String why) {
            all.add(new Indicator(id, priority, asks, Ground.MISSING, why));
        }

        void fact(String id, Priority priority, String asks, Fact fact, String shows) {
            Optional<Gap.Cause> lacks = fact.lacking(entry.manifest());
            all.add(new Indicator(
                    id,
                    priority,
                    asks,
                    lacks.isEmpty() ? Ground.STATED : Ground.MISSING,
                    lacks.map(Gap.Cause::words).orElse(shows)));
        }

        /** What holds once a server answers at the base: Weir asks none. */
        void served(String id, Priority priority, String asks, String shows) {
            if (entry.base().isAddress()) {
                all.add(new Indicator(id, priority, asks, Ground.STATED, shows));
            } else {
                missing(id, priority, asks, Gap.NoAddress.BASE.words());
            }
        }

        void rows(String id, Priority priority, String asks) {
            if (entry.expiredAt().isPresent()) {
                missing(id, priority, asks, "The rows have gone");
            } else {
                checked(id, priority, asks, "tables by name and version");
            }
        }

        void sources(String id, Priority priority, String asks) {
            Manifest manifest = entry.manifest();
            if (manifest.record().sources().isEmpty()) {
                missing(id, priority, asks, "The release has no source");
            } else {
                checked(id, priority, asks, "sources and releases that it read, by prov:used and dct:source");
            }
        }

        void keys(String id, Priority priority, String asks) {
            boolean has = entry.manifest().tables().stream()
                    .anyMatch(table -> !table.key().isEmpty());
            if (has) {
                checked(id, priority, asks, "keys of its tables");
            } else {
                missing(id, priority, asks, "No table has a key: write 'primaryKey' into its contract");
            }
        }
    }
}
