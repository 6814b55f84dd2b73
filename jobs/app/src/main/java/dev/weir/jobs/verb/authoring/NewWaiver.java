package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WaiverFile;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.RequestBasis;
import dev.weir.jobs.plan.WaiverTerm;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.Permit;
import dev.weir.releases.acts.PermittedWaivers;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule that may fail for a time.
 *
 * @param written the waiver as the workspace has it now
 * @param today by the workspace's calendar
 */
public record NewWaiver(List<Waiver> written, LocalDate today) {

    public NewWaiver {
        written = List.copyOf(written);
    }

    /**
     * What is asked.
     *
     * @param until the last day, at most a year from now
     * @param because why it may fail
     * @param product whose rule, where several have it
     * @param by who accepts it
     */
    public record Question(String rule, String until, String because, Optional<String> product, String by) {}

    /**
     * Writes it into the file of waivers, whose comments and order stay.
     *
     * @throws ProblemsException when the rule cannot be waived, or the workspace is not sound with it
     */
    public static NewWaiver write(Desk desk, Question asked) {
        Workspace read =
                WorkspaceValidation.asWritten(desk.folder(), desk.now()).workspace();
        LocalDate today = read.day(desk.now());
        Product owner = owner(read, asked);
        Waiver wanted = new Waiver(
                owner.id(),
                asked.rule(),
                day(asked.until(), today),
                asked.by(),
                asked.because(),
                Place.of(WaiverFile.PATH));
        bears(owner, wanted);
        ActDetails act = PermittedWaivers.asked(owner, wanted);
        Permit permit = desk.accessGuard(asked.by()).asAsked(act, grounds(read, act), shown(owner, wanted));
        Optional<Waiver> there = there(owner, wanted, permit.name(asked.by()));
        Waiver waiver = wanted.by(permit.enter(asked.by()));
        if (there.isPresent()) {
            return new NewWaiver(written(desk, waiver), today); // it is in the log of acts of this warehouse now
        }
        List<Waiver> written = new ArrayList<>();
        new WaiverFile(read.root()).add(waiver, () -> written.addAll(written(desk, waiver)));
        return new NewWaiver(written, today);
    }

    /** What the second person has to know: what fails, and where. */
    private static Map<String, String> shown(Product owner, Waiver wanted) {
        Map<String, String> shown = new LinkedHashMap<>();
        owner.rules().stream()
                .filter(rule -> rule.id().equals(wanted.rule()))
                .findFirst()
                .ifPresent(rule -> {
                    shown.put("rule says", rule.standing().because());
                    shown.put("table", rule.table());
                });
        return shown;
    }

    /**
     * What a waiver stands on: the file of its rule.
     *
     * @throws ProblemsException when there is no such rule any more
     */
    public static Map<String, String> grounds(Workspace read, ActDetails asked) {
        String file = read.product(asked.fact("product")).stream()
                .flatMap(product -> product.rules().stream())
                .filter(rule -> rule.id().equals(asked.fact("rule")))
                .map(rule -> rule.place().file())
                .findFirst()
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of(WaiverFile.PATH),
                        "There is no rule '" + asked.fact("rule") + "' in '" + asked.fact("product") + "' any more",
                        "a waiver names a rule by its id",
                        "let the request end, and ask anew for a rule that is there"));
        return Map.of(file, RequestBasis.sha256(read.root().resolve(file)));
    }

    /** The same waiver, where it stands in the file already and workspaces name roles; any other of the rule is in the way. */
    private static Optional<Waiver> there(Product owner, Waiver wanted, String by) {
        Optional<Waiver> first = owner.concessions().waivers().stream()
                .filter(known -> known.rule().equals(wanted.rule()))
                .findFirst();
        if (first.isPresent()
                && !(first.get().by().equals(by)
                        && PermittedWaivers.asked(owner, first.get()).equals(PermittedWaivers.asked(owner, wanted)))) {
            throw ProblemsException.of(
                    Code.DUPLICATE_NAME,
                    first.get().place(),
                    "There is a waiver for '" + wanted.rule() + "' already",
                    "it lasts until " + first.get().until(),
                    "change its day and reason there");
        }
        return first;
    }

    private static List<Waiver> written(Desk desk, Waiver waiver) {
        return WorkspaceValidation.of(desk.folder(), desk.now()).workspace().product(waiver.product()).stream()
                .flatMap(found -> found.concessions().waivers().stream())
                .filter(found -> found.rule().equals(waiver.rule()))
                .toList();
    }

    private static Product owner(Workspace read, Question asked) {
        String id = asked.rule();
        List<Product> products = asked.product().isPresent()
                ? List.of(LookupByName.product(read, asked.product().get()))
                : read.products();
        List<Product> having = products.stream()
                .filter(found ->
                        found.rules().stream().anyMatch(known -> known.id().equals(id)))
                .toList();
        if (having.isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of(WaiverFile.PATH),
                    "There is no rule '" + id + "'"
                            + asked.product()
                                    .map(named -> " in '" + named + "'")
                                    .orElse(""),
                    "a waiver names a rule by its id",
                    NearestName.remedy(
                            id,
                            products.stream()
                                    .flatMap(found -> found.rules().stream())
                                    .map(Rule::id)
                                    .toList(),
                            "see 'weir plan PRODUCT --explain' for the ids of all rules"));
        }
        if (having.size() > 1) {
            throw usage(
                    "Several products have a rule '" + id + "'",
                    "they are "
                            + String.join(", ", having.stream().map(Product::id).toList()),
                    "name one with --product");
        }
        return having.get(0);
    }

    private static LocalDate day(String text, LocalDate today) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw usage(
                    "'" + text + "' is no day", "--until is a day of the calendar", "write a day such as 2026-12-31");
        }
        if (day.isBefore(today)) {
            throw usage(
                    "The waiver would have ended on " + day,
                    "today is " + today + " in the workspace's time zone",
                    "name a day from today on");
        }
        if (day.isAfter(WaiverTerm.last(today))) {
            throw usage(
                    "The waiver would last until " + day,
                    "what is accepted for more than a year is no exception any more",
                    "name a day up to " + WaiverTerm.last(today) + ", or change the rule");
        }
        return day;
    }

    private static void bears(Product owner, Waiver waiver) {
        Rule waived = owner.rules().stream()
                .filter(known -> known.id().equals(waiver.rule()))
                .findFirst()
                .orElseThrow();
        if (waived.severity() == Severity.QUARANTINE) {
            throw ProblemsException.of(
                    Code.INVALID_RULE,
                    waived.place(),
                    "'" + waived.id() + "' takes rows out, and cannot be waived",
                    "a waiver lets a failed rule not stop a release, and changes nothing about rows",
                    "write 'severity: warn' in the rule, or in an 'override' of it, for as long as its rows may"
                            + " pass");
        }
        if (waived.severity() == Severity.WARN) {
            throw ProblemsException.of(
                    Code.INVALID_RULE,
                    waived.place(),
                    "'" + waived.id() + "' only warns, and needs no waiver",
                    "a waiver lets a failed rule not stop a release, and this one never stops any",
                    "leave it as it is");
        }
    }

    private static ProblemsException usage(String what, String why, String remedy) {
        return ProblemsException.usage("weir waive", what, why, remedy);
    }
}
