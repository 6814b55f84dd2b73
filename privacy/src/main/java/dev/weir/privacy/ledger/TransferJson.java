package dev.weir.privacy.ledger;

import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.optionalObject;
import static dev.weir.contracts.json.JsonKey.optionalText;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.texts;
import static dev.weir.contracts.json.JsonKey.textsByName;
import static dev.weir.contracts.json.JsonKey.whole;
import static dev.weir.contracts.json.JsonKey.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.json.JsonShape;
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

/** The transfer that an entry of the ledger reserves, as JSON. */
final class TransferJson {

    private static final String CATEGORIES = "categories";
    private static final String SCHEMA_SHA256 = "schema-sha256";

    private static final JsonShape<Recipient> RECIPIENT = JsonShape.of(
            text("id", Recipient::id),
            text("name", Recipient::name),
            text("region", Recipient::region),
            text("purpose", Recipient::purpose),
            Recipient::new);

    private static final JsonShape<Release> RELEASE = JsonShape.of(
            text("product", Release::product),
            whole("number", Release::number),
            text("manifest-sha256", Release::manifestSha256),
            Release::new);

    private static final JsonShape<SentColumn> COLUMN = JsonShape.of(
            text("name", SentColumn::name),
            text("type", SentColumn::type),
            text("category", SentColumn::category),
            text("mask", SentColumn::mask),
            SentColumn::new);

    private static final JsonShape<SentTable> TABLE = JsonShape.of(
            text("name", SentTable::name),
            whole("rows", SentTable::rows),
            objects("columns", COLUMN, SentTable::columns),
            SentTable::new);

    /** Beside the tables stands what follows from them. */
    private static final JsonShape<Contents> CONTENTS = JsonShape.of(
            object("release", RELEASE, Contents::release),
            objects("tables", TABLE, Contents::tables),
            texts(CATEGORIES, Contents::categories),
            text(SCHEMA_SHA256, Contents::schemaSha256),
            whole("minors-dropped", Contents::minorsDropped),
            (release, tables, categories, schema, minors) -> new Contents(release, tables, minors));

    private static final JsonShape<Counts> COUNTS = JsonShape.of(
            word("standing", Standing.class, Counts::standing),
            object("before", LedgerJson.PEOPLE, Counts::before),
            object("added", LedgerJson.PEOPLE, Counts::added),
            object("recipient-after", LedgerJson.PEOPLE, Counts::recipientAfter),
            Counts::new);

    private static final JsonShape<Decision> DECISION = JsonShape.of(
            text("rule", Decision::rule),
            text("article", Decision::article),
            text("mechanism", Decision::mechanism),
            optionalText("held", Decision::held),
            textsByName("facts", Decision::facts),
            Decision::new);

    private static final JsonShape<PeopleFile> PEOPLE_FILE = JsonShape.of(
            text("file", PeopleFile::file),
            text("sha256", PeopleFile::sha256),
            text("key", PeopleFile::key),
            object("count", LedgerJson.PEOPLE, PeopleFile::people),
            PeopleFile::new);

    private static final JsonShape<Basis> BASIS = JsonShape.of(
            text("law-pack", Basis::lawPack),
            text("law-pack-sha256", Basis::lawPackSha256),
            text("key", Basis::key),
            Basis::new);

    private static final JsonShape<Copy> COPY = JsonShape.of(
            text("attempt", Copy::attempt), text("format", Copy::format), text("folder", Copy::folder), Copy::new);

    private static final JsonShape<Transfer> TRANSFER = JsonShape.of(
            object("recipient", RECIPIENT, Transfer::recipient),
            inside(CONTENTS, Transfer::contents),
            object("counts", COUNTS, transfer -> transfer.people().counts()),
            object("decision", DECISION, Transfer::decision),
            optionalObject("people", PEOPLE_FILE, transfer -> transfer.people().file()),
            object("basis", BASIS, Transfer::basis),
            object("copy", COPY, Transfer::copy),
            texts("warnings", Transfer::warnings),
            (recipient, contents, counts, decision, people, basis, copy, warnings) ->
                    new Transfer(recipient, contents, new People(counts, people), decision, basis, copy, warnings));

    private TransferJson() {}

    static ObjectNode node(Transfer transfer) {
        return TRANSFER.node(transfer);
    }

    static Transfer parse(JsonObject json) {
        Transfer transfer = TRANSFER.parse(json);
        if (!transfer.contents().schemaSha256().equals(json.text(SCHEMA_SHA256))) {
            throw json.wrong(SCHEMA_SHA256, "the SHA-256 of the tables and columns that stand there");
        }
        if (!transfer.contents().categories().equals(json.texts(CATEGORIES))) {
            throw json.wrong(CATEGORIES, "the categories of the columns that stand there");
        }
        return transfer;
    }
}
