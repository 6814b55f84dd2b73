package dev.weir.privacy.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.privacy.ledger.Transfer.Basis;
import dev.weir.privacy.ledger.Transfer.Contents;
import dev.weir.privacy.ledger.Transfer.Copy;
import dev.weir.privacy.ledger.Transfer.Counts;
import dev.weir.privacy.ledger.Transfer.Decision;
import dev.weir.privacy.ledger.Transfer.People;
import dev.weir.privacy.ledger.Transfer.PeopleFile;
import dev.weir.privacy.ledger.Transfer.Recipient;
import dev.weir.privacy.ledger.Transfer.Release;
import dev.weir.privacy.ledger.Transfer.SentColumn;
import dev.weir.privacy.ledger.Transfer.SentTable;
import dev.weir.privacy.ledger.Transfer.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transfer that an entry of the ledger reserves, as JSON. */
final class TransferJson {

    private static final String RECIPIENT = "recipient";
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String REGION = "region";
    private static final String PURPOSE = "purpose";
    private static final String RELEASE = "release";
    private static final String PRODUCT = "product";
    private static final String NUMBER = "number";
    private static final String MANIFEST_SHA256 = "manifest-sha256";
    private static final String TABLES = "tables";
    private static final String ROWS = "rows";
    private static final String COLUMNS = "columns";
    private static final String TYPE = "type";
    private static final String CATEGORY = "category";
    private static final String MASK = "mask";
    private static final String SCHEMA_SHA256 = "schema-sha256";
    private static final String CATEGORIES = "categories";
    private static final String MINORS_DROPPED = "minors-dropped";
    private static final String COUNTS = "counts";
    private static final String STANDING = "standing";
    private static final String BEFORE = "before";
    private static final String ADDED = "added";
    private static final String RECIPIENT_AFTER = "recipient-after";
    private static final String DECISION = "decision";
    private static final String RULE = "rule";
    private static final String ARTICLE = "article";
    private static final String MECHANISM = "mechanism";
    private static final String HELD = "held";
    private static final String FACTS = "facts";
    private static final String PEOPLE = "people";
    private static final String FILE = "file";
    private static final String SHA256 = "sha256";
    private static final String COUNT = "count";
    private static final String BASIS = "basis";
    private static final String LAW_PACK = "law-pack";
    private static final String LAW_PACK_SHA256 = "law-pack-sha256";
    private static final String KEY = "key";
    private static final String COPY = "copy";
    private static final String ATTEMPT = "attempt";
    private static final String FORMAT = "format";
    private static final String FOLDER = "folder";
    private static final String WARNINGS = "warnings";

    private TransferJson() {}

    static ObjectNode node(Transfer transfer) {
        ObjectNode node = Json.object();
        Recipient recipient = transfer.recipient();
        node.putObject(RECIPIENT)
                .put(ID, recipient.id())
                .put(NAME, recipient.name())
                .put(REGION, recipient.region())
                .put(PURPOSE, recipient.purpose());
        node.putObject(RELEASE)
                .put(PRODUCT, transfer.contents().release().product())
                .put(NUMBER, transfer.contents().release().number())
                .put(MANIFEST_SHA256, transfer.contents().release().manifestSha256());
        node.set(TABLES, Json.objects(transfer.contents().tables(), TransferJson::table));
        node.set(CATEGORIES, Json.texts(transfer.contents().categories()));
        node.put(SCHEMA_SHA256, transfer.contents().schemaSha256());
        node.put(MINORS_DROPPED, transfer.contents().minorsDropped());
        ObjectNode counts = node.putObject(COUNTS);
        counts.put(STANDING, Json.word(transfer.people().counts().standing()));
        counts.set(BEFORE, LedgerJson.people(transfer.people().counts().before()));
        counts.set(ADDED, LedgerJson.people(transfer.people().counts().added()));
        counts.set(RECIPIENT_AFTER, LedgerJson.people(transfer.people().counts().recipientAfter()));
        node.set(DECISION, decision(transfer.decision()));
        transfer.people().file().ifPresent(file -> {
            ObjectNode people = node.putObject(PEOPLE)
                    .put(FILE, file.file())
                    .put(SHA256, file.sha256())
                    .put(KEY, file.key());
            people.set(COUNT, LedgerJson.people(file.people()));
        });
        node.putObject(BASIS)
                .put(LAW_PACK, transfer.basis().lawPack())
                .put(LAW_PACK_SHA256, transfer.basis().lawPackSha256())
                .put(KEY, transfer.basis().key());
        node.putObject(COPY)
                .put(ATTEMPT, transfer.copy().attempt())
                .put(FORMAT, transfer.copy().format())
                .put(FOLDER, transfer.copy().folder());
        node.set(WARNINGS, Json.texts(transfer.warnings()));
        return node;
    }

    static Transfer parse(JsonObject json) {
        Recipient recipient = recipient(json.object(RECIPIENT));
        Release release = release(json.object(RELEASE));
        List<SentTable> tables = json.objects(TABLES, TransferJson::table);
        List<String> categories = json.texts(CATEGORIES);
        String schema = json.text(SCHEMA_SHA256);
        long minors = json.whole(MINORS_DROPPED);
        Counts counts = counts(json.object(COUNTS));
        Decision decision = decision(json.object(DECISION));
        Optional<PeopleFile> people = json.optionalObject(PEOPLE).map(TransferJson::people);
        Basis basis = basis(json.object(BASIS));
        Copy copy = copy(json.object(COPY));
        List<String> warnings = json.texts(WARNINGS);
        Transfer transfer = json.end(() -> new Transfer(
                recipient,
                new Contents(release, tables, minors),
                new People(counts, people),
                decision,
                basis,
                copy,
                warnings));
        if (!transfer.contents().schemaSha256().equals(schema)) {
            throw json.wrong(SCHEMA_SHA256, "the SHA-256 of the tables and columns that stand there");
        }
        if (!transfer.contents().categories().equals(categories)) {
            throw json.wrong(CATEGORIES, "the categories of the columns that stand there");
        }
        return transfer;
    }

    private static Recipient recipient(JsonObject json) {
        String id = json.text(ID);
        String name = json.text(NAME);
        String region = json.text(REGION);
        String purpose = json.text(PURPOSE);
        return json.end(() -> new Recipient(id, name, region, purpose));
    }

    private static Release release(JsonObject json) {
        String product = json.text(PRODUCT);
        long number = json.whole(NUMBER);
        String manifest = json.text(MANIFEST_SHA256);
        return json.end(() -> new Release(product, number, manifest));
    }

    private static ObjectNode table(SentTable table) {
        ObjectNode node = Json.object().put(NAME, table.name()).put(ROWS, table.rows());
        node.set(
                COLUMNS,
                Json.objects(
                        table.columns(),
                        column -> Json.object()
                                .put(NAME, column.name())
                                .put(TYPE, column.type())
                                .put(CATEGORY, column.category())
                                .put(MASK, column.mask())));
        return node;
    }

    private static SentTable table(JsonObject json) {
        String name = json.text(NAME);
        long rows = json.whole(ROWS);
        List<SentColumn> columns = json.objects(COLUMNS, TransferJson::column);
        return json.end(() -> new SentTable(name, rows, columns));
    }

    private static SentColumn column(JsonObject json) {
        String name = json.text(NAME);
        String type = json.text(TYPE);
        String category = json.text(CATEGORY);
        String mask = json.text(MASK);
        return json.end(() -> new SentColumn(name, type, category, mask));
    }

    private static Counts counts(JsonObject json) {
        Standing standing = json.word(STANDING, Standing.class);
        PeopleCount before = LedgerJson.people(json.object(BEFORE));
        PeopleCount added = LedgerJson.people(json.object(ADDED));
        PeopleCount recipient = LedgerJson.people(json.object(RECIPIENT_AFTER));
        return json.end(() -> new Counts(standing, before, added, recipient));
    }

    private static ObjectNode decision(Decision decision) {
        ObjectNode node = Json.object()
                .put(RULE, decision.rule())
                .put(ARTICLE, decision.article())
                .put(MECHANISM, decision.mechanism());
        decision.held().ifPresent(held -> node.put(HELD, held));
        ObjectNode facts = node.putObject(FACTS);
        decision.facts().forEach(facts::put);
        return node;
    }

    private static Decision decision(JsonObject json) {
        String rule = json.text(RULE);
        String article = json.text(ARTICLE);
        String mechanism = json.text(MECHANISM);
        Optional<String> held = json.optionalText(HELD);
        Map<String, String> facts = json.textsByName(FACTS);
        return json.end(() -> new Decision(rule, article, mechanism, held, facts));
    }

    private static PeopleFile people(JsonObject json) {
        String file = json.text(FILE);
        String hash = json.text(SHA256);
        String key = json.text(KEY);
        PeopleCount count = LedgerJson.people(json.object(COUNT));
        return json.end(() -> new PeopleFile(file, hash, key, count));
    }

    private static Basis basis(JsonObject json) {
        String pack = json.text(LAW_PACK);
        String hash = json.text(LAW_PACK_SHA256);
        String key = json.text(KEY);
        return json.end(() -> new Basis(pack, hash, key));
    }

    private static Copy copy(JsonObject json) {
        String attempt = json.text(ATTEMPT);
        String format = json.text(FORMAT);
        String folder = json.text(FOLDER);
        return json.end(() -> new Copy(attempt, format, folder));
    }
}
