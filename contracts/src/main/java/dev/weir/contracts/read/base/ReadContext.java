package dev.weir.contracts.read.base;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlParser;
import dev.weir.contracts.naming.NamingStandard;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlPolicy;
import dev.weir.contracts.text.NearestName;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What every reader of one workspace shares. */
public final class ReadContext {

    private final WorkspaceFiles folder;
    private final Problems problems;
    private final LanguageParsers languages;
    private final Set<String> unread = new HashSet<>();
    private final Set<String> unreadRules = new HashSet<>();
    private ZoneId zone = ZoneOffset.UTC;
    private NamingStandard naming = NamingStandard.NONE;
    private boolean anyContract;
    private boolean anyProduct;

    public ReadContext(WorkspaceFiles folder, Problems problems, LanguageParsers languages) {
        this.folder = folder;
        this.problems = problems;
        this.languages = languages;
    }

    /** From now on moments without an offset are of that time zone: {@code defaultTimezone} of weir.yaml. */
    public void in(ZoneId other) {
        zone = other;
    }

    public ZoneId zone() {
        return zone;
    }

    /** From now on columns cite terms of this glossary. */
    public void naming(NamingStandard standard) {
        naming = standard;
    }

    public NamingStandard naming() {
        return naming;
    }

    public WorkspaceFiles folder() {
        return folder;
    }

    public Problems problems() {
        return problems;
    }

    public SqlParser sql() {
        return languages.sql();
    }

    /** What every piece of user-written SQL goes through. */
    public SqlPolicy gate() {
        return new SqlPolicy(languages.sql());
    }

    public DqdlParser dqdl() {
        return languages.dqdl();
    }

    public PersonalText personal() {
        return languages.personal();
    }

    /** Notes a name that is there, though what it names could not be read: it is not reported as unknown. */
    public void isUnread(String name) {
        unread.add(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the name is there, though what it names could not be read. */
    public boolean wasUnread(String name) {
        return unread.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Reports that a table has no column of a name, unless that column could not be read. */
    public void unknownColumn(Table table, String name, Place place, String what) {
        if (!wasUnread(table.name() + "." + name)) {
            List<String> names = table.columnNames();
            problems.add(
                    Code.UNKNOWN_NAME,
                    place,
                    what,
                    "the table '" + table.name() + "' has no such column",
                    NearestName.remedy(name, names, "it has " + String.join(", ", names)));
        }
    }

    /** Notes that some contract's file could not be read at all: any contract may be in it. */
    public void hasUnreadContract() {
        anyContract = true;
    }

    /** Whether the contract may be there, though it could not be read. */
    public boolean wasUnreadContract(String id) {
        return anyContract || wasUnread(id);
    }

    /** Notes that some product's file could not be read at all: any contract may be its output port. */
    public void hasUnreadProduct() {
        anyProduct = true;
    }

    /** Whether some product's file could not be read. */
    public boolean wasUnreadProduct() {
        return anyProduct;
    }

    /** Notes the id of a rule that is there, though it could not be made. */
    public void isUnreadRule(String id) {
        unreadRules.add(id);
    }

    /** Whether the rule is there, though it could not be made. */
    public boolean wasUnreadRule(String id) {
        return unreadRules.contains(id);
    }
}
