package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.TriState;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.text.HashedFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShipmentsTest {

    private static final Place PLACE = new Place("contracts/recipients.yaml", 9, 9);
    private static final Instant NOON = Instant.parse("2026-01-31T08:00:00Z");

    @Test
    void tellsTheCategoriesThatSaySomething() {
        Shipment shipment = shipments()
                .of(release(
                        table(
                                "visits",
                                3,
                                column("id", "MRN", "pseudonymise"),
                                column("name", "NAME", "drop"),
                                column("born", "DATE", "nullify"),
                                column("note", "TEXT", "redact")),
                        table("wards", 2, column("ward", "ORG", "keep"))));
        assertThat(shipment.product()).isEqualTo("clinical");
        assertThat(shipment.tables()).containsExactly("visits", "wards");
        assertThat(shipment.categories()).doesNotContain("NAME", "DATE").contains("MRN", "ORG");
        assertThat(shipments(new Recipient.ChosenMask(
                                new Recipient.OfCategory("MRN"), new MaskChoice("redact", Map.of()), "because", PLACE))
                        .of(release(table("visits", 3, column("id", "MRN", "pseudonymise"))))
                        .categories())
                .isEmpty();
    }

    /** By rows of tables about people: sensitive ones and others, and both where nobody knows the category. */
    @Test
    void countsRowsWherePeopleCannotBeToldApart() {
        assertThat(shipments()
                        .atMost(
                                release(
                                        table("visits", 100, column("code", "HEALTH", "keep")),
                                        table("phones", 10, column("born", "MRN", "pseudonymise")),
                                        table("wards", 1000, column("ward", "ORG", "keep")),
                                        table("empty", 7, column("code", "HEALTH", "drop"))),
                                2026,
                                5,
                                6))
                .isEqualTo(new PeopleCounts(2026, 5, 6, 10, 100));
        assertThat(shipments()
                        .atMost(
                                release(table(
                                        "visits",
                                        3,
                                        column("code", "HEALTH", "keep"),
                                        column("id", "MRN", "pseudonymise"))),
                                2026,
                                0,
                                0))
                .isEqualTo(new PeopleCounts(2026, 0, 0, 3, 3));
        assertThat(shipments().atMost(release(table("visits", 3, column("x", "XXX", "keep"))), 2026, 0, 0))
                .isEqualTo(new PeopleCounts(2026, 0, 0, 3, 3));
    }

    @Test
    void tellsWhichColumnsMayNotLeave() {
        Manifest release = release(table(
                "visits",
                3,
                column("gene", "GENE", "keep"),
                column("dropped", "GENE", "drop"),
                column("nulled", "GENE", "nullify"),
                column("id", "MRN", "pseudonymise")));
        assertThat(shipments().blocked(release)).containsOnlyKeys("visits.gene");
    }

    /** It may have left anything, and it may have made one of several people. */
    @Test
    void takesAMaskThatNobodyKnowsForNoneThatHides() {
        ReleasedColumn id = column("id", "MRN", "unheard-of");
        Manifest release = release(table("visits", 3, id));
        assertThat(shipments().of(release).categories()).containsExactly("MRN");
        assertThat(shipments().blocked(release)).containsOnlyKeys("visits.id");
        assertThat(new Subjects(product()).of(table("visits", 3, id))).isEmpty();
    }

    @Test
    void knowsWhoseTheRowsAre() {
        Subjects subjects = new Subjects(product());
        for (String mask : List.of("pseudonymise", "keep", "encrypt")) {
            ReleasedColumn id = column("id", "MRN", mask);
            assertThat(subjects.of(table("visits", 3, column("code", "HEALTH", "keep"), id)))
                    .contains(id);
        }
        for (String mask : List.of("drop", "nullify", "redact")) {
            assertThat(subjects.of(table("visits", 3, column("id", "MRN", mask))))
                    .isEmpty();
        }
        assertThat(subjects.of(table("visits", 3, column("code", "HEALTH", "keep"))))
                .isEmpty();
        assertThat(subjects.of(table("wards", 3, column("id", "MRN", "keep")))).isEmpty();
        ReleasedColumn one = column("id", "MRN", "pseudonymise");
        assertThat(Subjects.alike(one, column("person", "MRN", "pseudonymise"))).isTrue();
        assertThat(Subjects.alike(one, column("id", "RID", "pseudonymise"))).isFalse();
        assertThat(Subjects.alike(one, column("id", "MRN", "keep"))).isFalse();
    }

    private static ReleasedColumn column(String name, String category, String mask) {
        return new ReleasedColumn(name, "string", category, mask, "", "");
    }

    private static ReleasedTable table(String name, long rows, ReleasedColumn... columns) {
        return new ReleasedTable(
                name,
                new ReleasedTable.Version(TableFormat.ICEBERG, "/warehouse/" + name, "clinical." + name, 42),
                List.of(columns),
                new ContentDigest(rows, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(1, 1, "0".repeat(64)),
                "clinical." + name + " 1.0.0");
    }

    private static Manifest release(ReleasedTable... tables) {
        return new Manifest(
                1,
                new Manifest.ProductFacts(
                        "clinical", "Clinical", "", List.of(), List.of(), "enclave", CatalogueFacts.NONE),
                new RunRecord(
                        new RunRecord.Run("018f0000-0000-7000-8000-000000000001", "clinical", "0.1.0", NOON, NOON),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(1), List.of()),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(tables),
                new Manifest.Basis(List.of(), "cn-2026-01", "2".repeat(64), List.of(), ZoneId.of("Asia/Shanghai")),
                Optional.empty());
    }

    private static Product product() {
        Table visits = new Table(
                "visits",
                "",
                List.of(new Column(
                        "id",
                        new DataType.Text(),
                        Column.Presence.REQUIRED,
                        new Column.Meaning("", Optional.of("MRN"), Optional.empty(), Optional.empty()),
                        new Column.Origin("id", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                        PLACE)),
                new Table.Keys(List.of("id"), List.of(), Optional.of("id")),
                new Table.Query("SELECT 1", List.of(), PLACE),
                PLACE);
        Contract contract = new Contract(
                "clinical.visits",
                "1.0.0",
                new Contract.About("visits", "active", "", "", "", List.of()),
                List.of(visits),
                new Contract.Terms(Optional.empty(), Optional.empty(), List.of()),
                new HashedFile("contracts/clinical/visits.odcs.yaml", "0".repeat(64)));
        return new Product(
                "clinical",
                new Product.About("Clinical", "", "1.0.0", List.of(), "", CatalogueFacts.NONE),
                Product.Audience.ENCLAVE,
                List.of(contract),
                List.of(),
                Product.Concessions.NONE,
                List.of());
    }

    private static Shipments shipments(Recipient.ChosenMask... masks) {
        Recipient recipient = new Recipient(
                "london",
                new Recipient.Party("London", Optional.of("GB"), TriState.YES, TriState.NO),
                new Recipient.Request(Optional.empty(), List.of("clinical"), "", Optional.empty(), Optional.empty()),
                List.of(),
                new Recipient.Duties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Recipient.Delivery(List.of(masks), Optional.empty()),
                PLACE);
        return new Shipments(
                GateTest.LAW,
                recipient,
                new Workspace(
                        Path.of(""),
                        Workspace.Settings.of("centre"),
                        new Profile("laptop", "warehouse", Map.of(), KeySettings.of("keys/weir.key"), Map.of()),
                        new Workspace.Law(
                                "cn-2026-01",
                                Place.of("weir.yaml"),
                                Optional.empty(),
                                Optional.empty(),
                                Processor.unknown("centre")),
                        List.of(),
                        List.of(product()),
                        List.of(recipient)),
                EarlierCopies.none());
    }
}
