package dev.weir.catalogue.datasheet;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.ProfileWords;
import dev.weir.catalogue.datasheet.Answer.Sourced;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.profile.ReleaseProfileJson;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The questions of Gebru et al., "Datasheets for Datasets", Communications of the ACM 64(12), 2021, in its seven parts and our words, with
 * what a release says to each. A question without a sentence stays open: nothing is made up.
 */
final class Datasheet {

    private static final String MANIFEST = "manifest";

    private final CatalogueEntry entry;
    private final Manifest manifest;
    private final CatalogueFacts facts;

    Datasheet(CatalogueEntry entry) {
        this.entry = entry;
        this.manifest = entry.manifest();
        this.facts = manifest.about().catalogue();
    }

    /** By part, in the sheet's order. */
    Map<String, List<Answer>> parts() {
        Map<String, List<Answer>> parts = new LinkedHashMap<>();
        parts.put("Motivation", motivation());
        parts.put("Composition", composition());
        parts.put("Collection", collection());
        parts.put("Preprocessing, cleaning, labelling", preprocessing());
        parts.put("Uses", uses());
        parts.put("Distribution", distribution());
        parts.put("Maintenance", maintenance());
        return parts;
    }

    private List<Answer> motivation() {
        return List.of(
                Answer.written(
                        "What was it made for?",
                        "description.purpose",
                        some(manifest.about().description())),
                Answer.written(
                        "Who made it, and for whom?",
                        "weirCatalogue.publisher",
                        facts.parties().publisher().map(Publisher::name).stream()
                                .toList()),
                Answer.written(
                        "Who paid for it?",
                        "weirCatalogue.funding",
                        facts.parties().funding()));
    }

    private List<Answer> composition() {
        List<Sourced> tables = new ArrayList<>();
        List<Sourced> personal = new ArrayList<>();
        List<Sourced> gone = new ArrayList<>();
        for (ReleasedTable table : manifest.tables()) {
            tables.add(new Sourced(
                    "Table " + table.name() + " has " + table.present().size() + " columns.", table.contract()));
            for (ReleasedColumn column : table.columns()) {
                if (column.mask().drops()) {
                    gone.add(new Sourced(
                            table.name() + "." + column.name() + " (" + column.category() + ") is not in it.",
                            MANIFEST));
                } else if (!column.category().equals("NONE")) {
                    personal.add(new Sourced(
                            table.name() + "." + column.name() + " holds " + column.category() + ", released as: "
                                    + column.mask().words() + ".",
                            MANIFEST));
                }
            }
        }
        List<Sourced> links = manifest.tables().stream()
                .filter(table -> !table.key().isEmpty())
                .map(table -> new Sourced(
                        "Rows of " + table.name() + " differ in " + String.join(", ", table.key()) + ".",
                        table.contract()))
                .toList();
        return List.of(
                Answer.known("What do its rows stand for, and which tables has it?", tables),
                Answer.known("What tells rows apart, and links them?", links),
                Answer.known("What was left out?", gone),
                Answer.written(
                                "What is wrong, missing or redundant in it?",
                                "description.limitations",
                                manifest.about().limitations())
                        .and(failed())
                        .and(oftenMissing()),
                Answer.known("Does it hold what is confidential, or about people?", personal),
                Answer.open("Are there parts of it that belong together, such as splits for training?"));
    }

    /** What rules found: the rule and its reason, without a number of rows. */
    private List<Sourced> failed() {
        return manifest.record().verdicts().stream()
                .filter(verdict -> verdict.answer() == Verdict.Answer.FAILED)
                .map(verdict -> new Sourced(
                        "Rule " + verdict.rule().id() + " was not kept by all of "
                                + verdict.rule().table() + ": "
                                + verdict.rule().standing().because(),
                        verdict.rule().place().file()))
                .toList();
    }

    /** Columns that many rows have no value in, as the release's profile shows them. */
    private List<Sourced> oftenMissing() {
        return entry.storage().profile().tables().stream()
                .flatMap(table -> table.columns().stream()
                        .flatMap(column -> ProfileWords.oftenMissing(table, column).stream()
                                .map(words -> new Sourced(
                                        table.table() + "." + column.column() + ": " + words + ".",
                                        ReleaseProfileJson.NAME))))
                .toList();
    }

    private List<Answer> collection() {
        List<Sourced> sources = manifest.record().sources().stream()
                .map(source -> new Sourced(
                        "It is made of " + source.table()
                                + source.release()
                                        .map(read -> ", release " + read.product() + "@" + read.number())
                                        .orElse("")
                                + ".",
                        "run " + manifest.record().run().id()))
                .toList();
        return List.of(
                Answer.known("Where do the data come from?", sources),
                Answer.written(
                        "Over which time were they collected?",
                        "weirCatalogue.period",
                        facts
                                .topic()
                                .period()
                                .map(period -> period.from()
                                                .map(day -> "From " + day + ".")
                                                .orElse("")
                                        + period.until()
                                                .map(day -> " Until " + day + ".")
                                                .orElse(""))
                                .map(String::strip)
                                .stream()
                                .toList()),
                Answer.written(
                        "On which legal basis may they be processed?",
                        "weirCatalogue.legalBasis",
                        facts.terms().legalBasis()),
                Answer.open("Were people asked, and did they consent?"),
                Answer.open("Who collected the data, and how were they paid?"));
    }

    private List<Answer> preprocessing() {
        List<Sourced> masks = manifest.tables().stream()
                .flatMap(table -> table.present().stream()
                        .filter(column -> !column.mask().keeps())
                        .map(column -> new Sourced(
                                table.name() + "." + column.name() + ": "
                                        + column.mask().words() + ".",
                                MANIFEST)))
                .toList();
        List<Sourced> rules = List.of(new Sourced(
                "The run judged " + manifest.record().verdicts().size() + " rules; its quality score is "
                        + manifest.record().score().coarse() + " of 100, rounded down to a multiple of 5.",
                MANIFEST));
        return List.of(
                Answer.known("What was done to values?", masks),
                Answer.known("How was it cleaned?", rules),
                Answer.known(
                        "By which software?",
                        List.of(new Sourced(
                                "Weir " + manifest.record().run().version() + ", law pack "
                                        + manifest.basis().lawPack() + ".",
                                MANIFEST))));
    }

    private List<Answer> uses() {
        return List.of(
                Answer.written(
                        "What is it for?",
                        "weirCatalogue.uses.recommended",
                        facts.uses().recommended()),
                Answer.written(
                        "What should it not be used for?",
                        "weirCatalogue.uses.discouraged",
                        facts.uses().discouraged()),
                Answer.written(
                        "How is it used?",
                        "description.usage",
                        some(facts.uses().usage())),
                Answer.open("What was it used for already?"));
    }

    private List<Answer> distribution() {
        return List.of(
                Answer.known(
                        "Who gets it?",
                        List.of(new Sourced(
                                "Its audience is " + manifest.about().audience() + ".", "weirAudience"))),
                Answer.written(
                        "How do people get it?",
                        "weirCatalogue.access",
                        facts.terms().access().stream().toList()),
                Answer.written(
                        "Under which licence?",
                        "weirCatalogue.licence",
                        facts.terms().licence().stream().toList()),
                Answer.known(
                        "By which identifier?",
                        List.of(
                                new Sourced(entry.iri(), "catalogue.base"),
                                new Sourced(manifest.reference(), MANIFEST))),
                Answer.written(
                        "How is it cited?",
                        "weirCatalogue.citation",
                        facts.terms().citation().stream().toList()));
    }

    private List<Answer> maintenance() {
        return List.of(
                Answer.written(
                        "Where do people ask?",
                        "support",
                        facts.parties().contacts().stream()
                                .map(contact -> (contact.channel() + " " + contact.url()).strip())
                                .toList()),
                Answer.known(
                        "Will it be changed?",
                        Stream.of(
                                        Optional.of(
                                                "No: a release never changes, and corrections come as another release."),
                                        entry.previous()
                                                .map(before -> "The release before it is " + before.reference() + "."),
                                        manifest.history()
                                                .repeats()
                                                .map(repeat -> "It has the rows of release " + repeat.release()
                                                        + " again: a "
                                                        + repeat.reason().name().toLowerCase(Locale.ROOT)
                                                        + "."))
                                .flatMap(Optional::stream)
                                .map(sentence -> new Sourced(sentence, MANIFEST))
                                .toList()),
                Answer.known(
                        "Until when is it maintained?",
                        facts.lifecycle().words().stream()
                                .map(words -> new Sourced("The product " + words, "status, weirCatalogue.retirement"))
                                .toList()),
                Answer.known(
                        "Are its rows there?",
                        List.of(new Sourced(
                                entry.expiredAt().isPresent()
                                        ? "No: its rows have gone."
                                        : "They have not been let go.",
                                MANIFEST))));
    }

    private static List<String> some(String text) {
        return text.isBlank() ? List.of() : List.of(text);
    }
}
