package dev.weir.jobs.plan.making;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.HarmlessColumns;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.LoadedRules;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Protection;
import dev.weir.jobs.plan.QueryPlace;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.SourceRoute;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.WaiverTerm;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.SourceCategories;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the plan of a product's run. Pure: the same workspace gives an equal plan, on every machine, in whatever order its
 * files were read.
 */
public final class Planner {

    private final LanguageParsers languages;
    private final LawPack law;

    /**
     * @param languages tell what queries and checks do
     * @param law gives the masks that contracts leave out
     */
    public Planner(LanguageParsers languages, LawPack law) {
        this.languages = languages;
        this.law = law;
    }

    /**
     * The plan of a product.
     *
     * @param day of the run, in the workspace's time zone: rules and waivers are in force on it or not
     * @throws ProblemsException with everything that cannot be done as it is written
     */
    public Plan plan(Workspace workspace, String productId, LocalDate day) {
        Product product = workspace.product(productId).orElseThrow(() -> unknown(workspace, productId));
        Problems problems = new Problems();
        Tables tables = tables(workspace, product, problems);
        if (tables.areComplete(product)) {
            return plan(workspace, product, day, tables, problems);
        }
        problems.throwIfAny();
        throw new IllegalStateException("Product '" + productId + "' has tables that nobody can plan");
    }

    /**
     * What is wrong with each table of a product by itself: categories, masks, subjects, loads, what its query reads. For a
     * workspace that has other problems as well, in which parts may be missing.
     */
    public List<Problem> problems(Workspace workspace, Product product) {
        Problems problems = new Problems();
        tables(workspace, product, problems);
        return problems.list();
    }

    /** What is known of each table by itself. */
    private record Tables(
            Map<String, List<ColumnMask>> masks,
            Map<String, TableQuery> queries,
            InputResolver inputs,
            ReleasedSources released) {

        /** Whether every column has its mask and every table its inputs, so that tables can be looked at together. */
        boolean areComplete(Product product) {
            return product.tables().stream()
                    .allMatch(table -> queries.containsKey(table.name())
                            && requireNonNull(masks.get(table.name()), table.name())
                                            .size()
                                    == table.columns().size());
        }
    }

    private Tables tables(Workspace workspace, Product product, Problems problems) {
        SourceCategories.check(workspace.sources(), law, problems);
        Map<String, List<ColumnMask>> masks = new LinkedHashMap<>();
        SubjectColumns subjects = new SubjectColumns(law);
        Map<String, TableQuery> queries = new LinkedHashMap<>();
        ReleasedSources released = new ReleasedSources(workspace, languages, law);
        InputResolver inputs = new InputResolver(released.sources(product), product, problems);
        ReadColumns read = new ReadColumns(workspace, product, languages.sql(), inputs, released);
        MaskPlanner found = released.masks(product, inputs, problems);
        LoadValidation loads = new LoadValidation(product, problems);
        for (Table table : product.tables()) {
            List<ColumnMask> own = found.of(table);
            read.check(table, law, problems);
            masks.put(table.name(), own);
            ColumnNames.check(own, table.columns(), format(product, table), problems);
            loads.check(table, own);
            subjects.missing(table).ifPresent(problems::add);
            query(table, inputs, problems).ifPresent(query -> queries.put(table.name(), query));
        }
        HarmlessColumns.check(product, law, problems);
        TableOrigins origins = new TableOrigins(languages.sql(), product, masks, inputs);
        CategoryDowngrades looser = new CategoryDowngrades(law, origins, inputs, problems);
        ShiftedDates dates = new ShiftedDates(origins, problems);
        for (Table table : product.tables()) {
            looser.check(table);
            dates.note(table, requireNonNull(masks.get(table.name()), table.name()));
        }
        dates.check();
        new CodeLists(product, masks, problems).check();
        return new Tables(masks, queries, inputs, released);
    }

    private Plan plan(Workspace workspace, Product product, LocalDate day, Tables known, Problems problems) {
        Map<String, List<ColumnMask>> masks = known.masks();
        Map<String, TableQuery> queries = known.queries();
        InputResolver inputs = known.inputs();
        queries.forEach((table, query) -> requireClearInputs(table, query, masks, problems));
        SourceWindows windows = new SourceWindows(inputs, problems);
        product.tables()
                .forEach(table -> windows.ask(
                        table,
                        requireNonNull(queries.get(table.name()), table.name()).inputs()));
        List<Table> order = TableOrder.of(product.tables(), queries, product.rules(), problems);
        ClearColumnNeeds asides = new ClearColumnNeeds();
        Map<String, List<RulePlan>> rules = rules(
                product,
                new AnswerPlanner(
                        product,
                        masks,
                        day,
                        asides,
                        languages,
                        new LookupTables(workspace, known.released(), product, masks, inputs, problems),
                        problems),
                inputs,
                problems);
        LoadedRules loaded = new LoadedRules(product, masks, problems);
        product.tables()
                .forEach(table -> rules.getOrDefault(table.name(), List.of()).forEach(loaded::check));
        Map<String, Protection> protections = new LinkedHashMap<>();
        MinorDetection minority = new MinorDetection(masks, product.rules(), problems);
        for (Table table : order) {
            MinorRows minors = minority.of(table);
            minors.followed()
                    .forEach(reference ->
                            asides.keep(reference.parent(), reference.parentColumns(), table.name() + ".weirMinors"));
            List<ColumnMask> own = requireNonNull(masks.get(table.name()), table.name());
            protections.put(
                    table.name(),
                    new Protection(own, minors, WatchedColumns.of(table, own), law.forms(), NameModel.of(workspace)));
        }
        HarmlessColumns.check(product, day, problems);
        WaiverTerm.check(product, day, problems);
        problems.throwIfAny();
        return assemble(
                new Parts(product, day, order, new Inputs(inputs, windows, queries), protections, rules, asides));
    }

    private Optional<TableQuery> query(Table table, InputResolver inputs, Problems problems) {
        return table.making()
                .match(
                        files -> {
                            problems.add(
                                    Code.MISSING_FIELD,
                                    table.place(),
                                    "Table '" + table.name() + "' does not say how its rows come about",
                                    "a product's table is made by a query",
                                    "give it weirQuery, or transformLogic on its columns");
                            return Optional.empty();
                        },
                        query -> {
                            try {
                                SqlFacts facts = languages.sql().query(query.sql());
                                List<Input> read = inputs.resolve(table.name(), query, facts.tables());
                                return read.isEmpty()
                                                || read.size() < facts.tables().size()
                                        ? Optional.empty()
                                        : Optional.of(new TableQuery(query, facts.shape(), read));
                            } catch (SqlSyntaxException e) {
                                problems.add(
                                        Code.INVALID_SQL,
                                        QueryPlace.of(query, e.line(), e.column()),
                                        "The query of table '" + table.name() + "' cannot be read",
                                        String.valueOf(e.getMessage()),
                                        "put the query right");
                                return Optional.empty();
                            }
                        });
    }

    /** A staged table holds masked values: a second table can be made of it only where nothing was masked. */
    private static void requireClearInputs(
            String table, TableQuery query, Map<String, List<ColumnMask>> masks, Problems problems) {
        for (Input input : query.inputs()) {
            if (input.origin() == Input.Origin.TABLE) {
                masks.getOrDefault(input.name(), List.of()).stream()
                        .filter(mask -> !mask.keeps() && !mask.drops())
                        .findFirst()
                        .ifPresent(mask -> problems.add(
                                Code.UNSUPPORTED,
                                query.query().place(),
                                "The query of '" + table + "' reads the product's table '" + input.name() + "'",
                                "its column '" + mask.column() + "' is masked ("
                                        + mask.mask().display()
                                        + "), and a second mask on top would be another value",
                                "read the source in its place"));
            }
        }
    }

    private static Map<String, List<RulePlan>> rules(
            Product product, AnswerPlanner answers, InputResolver inputs, Problems problems) {
        Map<String, List<RulePlan>> byTable = new HashMap<>();
        for (Rule rule : product.rules()) {
            boolean known = rule.check() instanceof Rule.OfSource
                    ? inputs.reads(rule.table())
                    : product.table(rule.table()).isPresent();
            if (known) {
                byTable.computeIfAbsent(rule.table(), name -> new ArrayList<>()).add(answers.of(rule));
            } else {
                problems.add(
                        Code.INVALID_RULE,
                        rule.place(),
                        "Rule '" + rule.id() + "' is about '" + rule.table() + "'",
                        "product '" + product.id() + "' neither makes nor reads such a table",
                        "name one of its tables, or take the rule out");
            }
        }
        return byTable;
    }

    private static Plan assemble(Parts parts) {
        Map<String, List<String>> feeds = new TreeMap<>();
        for (Table table : parts.order()) {
            for (Input input : parts.inputs().query(table).inputs()) {
                if (input.origin() == Input.Origin.SOURCE) {
                    List<String> fed = feeds.computeIfAbsent(input.name(), name -> new ArrayList<>());
                    if (!fed.contains(table.name())) {
                        fed.add(table.name());
                    }
                }
            }
        }
        Set<String> looked = new TreeSet<>();
        parts.rules().values().stream()
                .flatMap(List::stream)
                .flatMap(rule -> rule.others().stream())
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .forEach(input -> looked.add(input.name()));
        looked.forEach(name -> feeds.computeIfAbsent(name, unfed -> new ArrayList<>()));
        List<TablePlan> tables = new ArrayList<>();
        for (Table table : parts.order()) {
            TableQuery query = parts.inputs().query(table);
            tables.add(new TablePlan(
                    table,
                    format(parts.product(), table),
                    query.route(feeds, looked, parts.inputs().resolver()::isInRelease),
                    parts.protection(table),
                    parts.rules(table.name()),
                    parts.asides().of(table)));
        }
        List<SourceRead> reads = new ArrayList<>();
        feeds.forEach((name, fed) -> reads.add(read(name, fed, tables, parts)));
        List<RulePlan> inOrder = new ArrayList<>();
        Map<String, RulePlan> byId = new HashMap<>();
        parts.rules().values().forEach(list -> list.forEach(rule -> byId.put(rule.id(), rule)));
        parts.product().rules().forEach(rule -> inOrder.add(requireNonNull(byId.get(rule.id()), rule.id())));
        return new Plan(parts.product(), parts.day(), reads, tables, inOrder);
    }

    private static SourceRead read(String name, List<String> feeds, List<TablePlan> tables, Parts parts) {
        boolean fused = !feeds.isEmpty()
                && tables.stream()
                        .filter(table -> feeds.contains(table.name()))
                        .allMatch(table -> table.route().way() == SourceRoute.FUSED);
        String reason = feeds.isEmpty()
                ? "checks look into it, and no query reads it"
                : reason(fused, feeds, parts.looksInto(name));
        InputResolver.Found found = parts.inputs().resolver().source(name);
        boolean inRelease = parts.inputs().resolver().isInRelease(name);
        return new SourceRead(
                found.source(),
                found.table(),
                inRelease ? SourceRoute.IN_PLACE : fused ? SourceRoute.FUSED : SourceRoute.LANDED,
                feeds,
                parts.rules(name),
                inRelease ? "a release is typed and masked already" : reason,
                parts.inputs().windows().of(name));
    }

    private static String reason(boolean fused, List<String> feeds, boolean looked) {
        return fused
                ? "'" + feeds.get(0) + "' alone reads it, row by row"
                : feeds.size() > 1
                        ? feeds.size() + " tables read it: " + String.join(", ", feeds)
                        : looked
                                ? "a check looks into it, beside '" + feeds.get(0) + "' that reads it"
                                : "the query of '" + feeds.get(0) + "' takes more than one row, or input, at a time";
    }

    private static TableFormat format(Product product, Table table) {
        return product.contractOf(table.name())
                .flatMap(contract -> contract.terms().format())
                .orElse(TableFormat.ICEBERG);
    }

    private static ProblemsException unknown(Workspace workspace, String productId) {
        List<String> ids = workspace.products().stream().map(Product::id).toList();
        return ProblemsException.of(
                Code.UNKNOWN_NAME,
                Place.of("weir.yaml"),
                "There is no product '" + productId + "'",
                ids.isEmpty() ? "the workspace has no product" : "the workspace has " + String.join(", ", ids),
                NearestName.question(productId, ids, "name one of them"));
    }

    /** What the tables are made of. */
    private record Inputs(InputResolver resolver, SourceWindows windows, Map<String, TableQuery> queries) {

        TableQuery query(Table table) {
            return requireNonNull(queries.get(table.name()), table.name());
        }
    }

    /** What is known when the plan is put together. */
    private record Parts(
            Product product,
            LocalDate day,
            List<Table> order,
            Inputs inputs,
            Map<String, Protection> protections,
            Map<String, List<RulePlan>> rules,
            ClearColumnNeeds asides) {

        Protection protection(Table table) {
            return requireNonNull(protections.get(table.name()), table.name());
        }

        boolean looksInto(String source) {
            return rules.values().stream()
                    .flatMap(List::stream)
                    .flatMap(rule -> rule.others().stream())
                    .anyMatch(input -> input.origin() == Input.Origin.SOURCE
                            && input.name().equals(source));
        }

        List<RulePlan> rules(String table) {
            return rules.getOrDefault(table, List.of());
        }
    }
}
