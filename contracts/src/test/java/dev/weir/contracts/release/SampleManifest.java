package dev.weir.contracts.release;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.text.HashedFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One small manifest. */
public final class SampleManifest {

    /** Each fact is there. */
    public static final CatalogueFacts FACTS = new CatalogueFacts(
            new CatalogueFacts.Topic(
                    List.of("stays", "住院"),
                    List.of(DataTheme.HEAL, DataTheme.TECH),
                    List.of("zh", "en"),
                    List.of("CN-BJ"),
                    Optional.of(new CatalogueFacts.Period(Optional.of(LocalDate.of(2010, 1, 1)), Optional.empty()))),
            new CatalogueFacts.Uses("In the enclave.", List.of("length of stay"), List.of("insurance")),
            new CatalogueFacts.Terms(
                    Optional.of("CC-BY-4.0"),
                    Optional.of("Ask the desk."),
                    List.of("PIPL 13(1)(3)"),
                    Optional.of("Centre (2026): Clinical.")),
            new CatalogueFacts.Parties(
                    Optional.of(new CatalogueFacts.Publisher(
                            "Centre", Optional.of("https://example.org/"), Optional.of(PublisherKind.ACADEMIA))),
                    List.of(new CatalogueFacts.Contact("Desk", "mailto:desk@example.org")),
                    List.of("Fund 7")),
            new HealthFacts(
                    List.of(HealthCategory.EHRS),
                    Optional.of(new HealthFacts.AccessBody("Access body", "https://example.org/access")),
                    List.of("http://data.europa.eu/eli/reg/2025/327/oj")),
            new Lifecycle(
                    Lifecycle.Status.DEPRECATED,
                    Optional.of(
                            new Lifecycle.End(LocalDate.of(2027, 1, 31), Optional.of("stays"), "A new ward system."))));

    private SampleManifest() {}

    public static Manifest of(long number) {
        RunRecord record = new RunRecord(
                new RunRecord.Run(
                                "018f0000-0000-7000-8000-000000000001",
                                "clinical",
                                "0.1.0",
                                Instant.parse("2026-01-31T08:00:00Z"),
                                Instant.parse("2026-01-31T08:00:09.5Z"))
                        .timed(List.of(new StageTime("write", "patients", 3, 9500))),
                new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(number), List.of()),
                List.of(new SourceCount("raw.patients.patients", List.of(), 4, 3, 1)),
                List.of(new TableCount("patients", 3, 2, 1, 0)),
                List.of());
        return new Manifest(
                number,
                new Manifest.ProductFacts(
                        "clinical", "Clinical", "", List.of("Data office"), List.of(), "researchers", FACTS),
                record,
                List.of(new ReleasedTable(
                        "patients",
                        new ReleasedTable.Version(
                                TableFormat.ICEBERG, "/warehouse/clinical/patients", "clinical.patients", 42),
                        List.of(new ReleasedTable.ReleasedColumn("id", "string", "MRN", "pseudonymise", "", "")),
                        new ContentDigest(2, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                        new DataFiles(1, 1, "0".repeat(64)),
                        "clinical.patients 1.0.0")),
                new Manifest.Basis(
                        List.of(new HashedFile("weir.yaml", "1".repeat(64))),
                        "cn-2026-01",
                        "2".repeat(64),
                        List.of("3f9c0000"),
                        ZoneId.of("Asia/Kathmandu"),
                        List.of(new UsedModel(
                                "Apache OpenNLP 2.5.8",
                                "models/ner-de.bin",
                                "5".repeat(64),
                                Map.of("person", "NAME"),
                                0.8)),
                        List.of(new UsedPlugin("mask", "veil", "com.example.Veil", "6".repeat(64)))),
                number == 1 ? Optional.empty() : Optional.of("4".repeat(64)));
    }
}
