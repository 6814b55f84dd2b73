package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Table;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.TriState;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.text.HashedFile;
import dev.weir.privacy.law.LawPack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recipients' masks on a table whose contract says: id pseudonymised, born shifted, code kept, age in bands, note dropped. */
class RecipientCheckTest {

    private static final Place CONTRACT = new Place("contracts/clinical/visits.odcs.yaml", 3, 1);
    private static final Place PLACE = new Place("contracts/recipients.yaml", 9, 9);

    @ParameterizedTest
    @CsvSource({
        "DATE, generalise to=year",
        "DATE, pseudonymise",
        "DATE, keep",
        "MRN, encrypt",
        "MRN, redact",
        "HEALTH, generalise to=parent levels=3",
        "HEALTH, truncate length=2",
        "HEALTH, nullify",
        "AGE, generalise to=band width=10 from=80",
        "TEXT, shift",
        "clinical.visits.born, drop",
        "RID, shift"
    })
    void letsThroughWhatFits(String target, String mask) {
        assertThat(check(target, mask)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTH, shift, 'visits.code', only dates and timestamps",
        "HEALTH, generalise to=bin width=5, 'visits.code', that is for numbers",
        "HEALTH, encrypt format=kept, 'visits.code', at least a million",
        "clinical.visits.code, surrogate, 'visits.code', 'NAME, RID, PHONE, EMAIL, ADDR, and of categories'",
        "DATE, truncate length=4, 'visits.born', cannot be done to that",
        "DATE, generalise to=band, 'visits.born', numbers and text",
        "MRN, truncate length=8, 'visits.id', cannot be done to that",
        "AGE, generalise to=year, 'visits.age', cannot be done to that",
        "AGE, generalise to=band width=4 from=88, 'visits.age', cannot be done to that",
        "HEALTH, partial, partial, never leaves",
        "HELTH, drop, HELTH, states none"
    })
    void refusesWhatDoesNot(String target, String mask, String what, String why) {
        assertThat(check(target, mask)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isIn(Code.INVALID_MASK, Code.UNKNOWN_NAME);
            assertThat(problem.place()).isEqualTo(PLACE);
            assertThat(problem.what()).contains(what);
            assertThat(problem.why()).contains(why);
            assertThat(problem.remedy()).doesNotContain("weirMask");
        });
    }

    @Test
    void aMechanismNamesCategoriesThatThereAre() {
        TransferMechanism mechanism = new TransferMechanism(
                TransferMechanism.Type.SC,
                "7",
                new TransferMechanism.Scope(List.of("clinical"), List.of("MRN", "HELTH"), OptionalLong.empty()),
                new TransferMechanism.Days(Optional.empty(), Optional.empty(), Optional.empty()),
                PLACE);
        assertThat(check(List.of(mechanism), chosen("HEALTH", "drop", PLACE)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("'HELTH'"));
    }

    @Test
    void tellsWhatIsWrongWithAMaskInItself() {
        assertThat(check("HEALTH", "truncate length=0")).isNotEmpty();
    }

    /** What a column's own mask says, its category's need not fit. */
    @Test
    void aMaskIsForTheColumnsThatHaveNoneOfTheirOwn() {
        Place other = new Place("contracts/recipients.yaml", 10, 9);
        Place beside = new Place("contracts/recipients.yaml", 9, 30);
        for (Place place : List.of(other, beside)) {
            assertThat(check(
                            List.of(),
                            chosen("HEALTH", "shift", PLACE),
                            chosen("clinical.visits.code", "drop", place),
                            chosen("clinical.visits.code2", "drop", place),
                            chosen("labs.visits.code", "drop", place),
                            chosen("labs.visits.code2", "drop", place)))
                    .isEmpty();
        }
        assertThat(check(List.of(), chosen("HEALTH", "shift", PLACE), chosen("clinical.visits.code", "drop", other)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("'visits.code2'"));
    }

    /** Hong Kong and Macao have organisations under the mainland's control; nowhere else abroad is one domestic. */
    @Test
    void nobodyAbroadIsDomestic() {
        for (String region : List.of("GB", "TW")) {
            assertThat(checkOf(new Recipient.Party("London", Optional.of(region), TriState.NO, TriState.NO)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.what()).contains("'london'", region, "not to be foreign"))
                    .satisfies(problem -> assertThat(problem.remedy()).contains("foreign: true"));
            assertThat(checkOf(new Recipient.Party("London", Optional.of(region), TriState.YES, TriState.NO)))
                    .isEmpty();
        }
        for (String region : List.of("CN", "HK", "MO")) {
            assertThat(checkOf(new Recipient.Party("London", Optional.of(region), TriState.NO, TriState.NO)))
                    .isEmpty();
        }
    }

    private static List<Problem> checkOf(Recipient.Party party) {
        Workspace workspace = workspace(List.of(), List.of());
        Recipient before = workspace.recipients().get(0);
        Recipient recipient = new Recipient(
                before.id(),
                party,
                before.request(),
                before.mechanisms(),
                before.duties(),
                before.delivery(),
                before.place());
        Problems problems = new Problems();
        new RecipientCheck(LawPack.load("cn-2026-01"), problems).check(workspace(workspace.products(), recipient));
        return problems.list();
    }

    private static List<Problem> check(String target, String mask) {
        return check(List.of(), chosen(target, mask, PLACE));
    }

    private static Recipient.ChosenMask chosen(String target, String mask, Place place) {
        String[] column = target.split("[.]");
        Recipient.Target of = column.length == 3
                ? new Recipient.OfColumn(column[0], column[1], column[2])
                : new Recipient.OfCategory(target);
        return new Recipient.ChosenMask(of, mask(mask), "because", place);
    }

    private static List<Problem> check(List<TransferMechanism> mechanisms, Recipient.ChosenMask... masks) {
        Problems problems = new Problems();
        new RecipientCheck(LawPack.load("cn-2026-01"), problems).check(workspace(mechanisms, List.of(masks)));
        return problems.list();
    }

    private static MaskChoice mask(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> words = List.of(text.split(" "));
        words.subList(1, words.size()).forEach(word -> parameters.put(word.split("=")[0], word.split("=")[1]));
        return new MaskChoice(words.get(0), parameters);
    }

    private static Workspace workspace(List<TransferMechanism> mechanisms, List<Recipient.ChosenMask> masks) {
        List<Column> columns = new ArrayList<>();
        columns.add(column("id", new DataType.Text(), "MRN"));
        columns.add(column("born", new DataType.Date(Optional.empty()), "DATE"));
        columns.add(column("code", new DataType.Text(), "HEALTH"));
        columns.add(column("code2", new DataType.Text(), "HEALTH"));
        columns.add(column("age", new DataType.Int64(), "AGE"));
        columns.add(column("note", new DataType.Text(), "TEXT"));
        Table table = new Table(
                "visits",
                "",
                columns,
                new Table.Keys(List.of("id"), List.of(), Optional.of("id")),
                new Table.Query("SELECT 1", List.of(), CONTRACT),
                CONTRACT);
        Contract contract = new Contract(
                "clinical.visits",
                "1.0.0",
                new Contract.About("visits", "active", "", "", "", List.of()),
                List.of(table),
                new Contract.Terms(Optional.empty(), Optional.empty(), List.of()),
                new HashedFile(CONTRACT.file(), "0".repeat(64)));
        Recipient recipient = new Recipient(
                "london",
                new Recipient.Party("London", Optional.of("GB"), TriState.YES, TriState.NO),
                new Recipient.Request(
                        Optional.empty(), List.of("gone", "clinical", "labs"), "", Optional.empty(), Optional.empty()),
                mechanisms,
                new Recipient.Duties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Recipient.Delivery(masks, Optional.empty()),
                PLACE);
        return workspace(List.of(product("clinical", contract), product("labs", contract)), recipient);
    }

    private static Product product(String id, Contract contract) {
        return new Product(
                id,
                new Product.About("Clinical", "", "1.0.0", List.of(), "", CatalogueFacts.NONE),
                Product.Audience.ENCLAVE,
                List.of(contract),
                List.of(),
                Product.Concessions.NONE,
                List.of());
    }

    private static Workspace workspace(List<Product> products, Recipient recipient) {
        return new Workspace(
                Path.of(""),
                Workspace.Settings.of("centre"),
                new Profile("laptop", "warehouse", Map.of(), KeySettings.of("keys/weir.key"), Map.of()),
                new Workspace.Law(
                        "cn-2026-01",
                        Place.of("weir.yaml"),
                        Optional.empty(),
                        Optional.empty(),
                        new Processor(
                                "centre",
                                "Centre",
                                "CN-BJ",
                                new Processor.Standing(TriState.NO, TriState.NO, TriState.NO),
                                new Processor.Zone(Optional.empty(), ""))),
                List.of(),
                products,
                List.of(recipient));
    }

    private static Column column(String name, DataType type, String category) {
        return new Column(
                name,
                type,
                Column.Presence.OPTIONAL,
                new Column.Meaning("", Optional.of(category), Optional.empty(), Optional.empty()),
                new Column.Origin(name, List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                CONTRACT);
    }
}
