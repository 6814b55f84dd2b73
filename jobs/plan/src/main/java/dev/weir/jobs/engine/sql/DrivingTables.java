package dev.weir.jobs.engine.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows a query's rows are made of. Others it only looks into: those that are joined to them, those after
 * the first in a FROM, and those of sub-queries in expressions. Of a join it is the left side, of a RIGHT JOIN the right one,
 * of a FULL JOIN both; of UNION both sides, of EXCEPT and INTERSECT the left.
 */
final class DrivingTables {

    private DrivingTables() {}

    /** As written, each as often as it is read so. */
    static List<String> of(SqlBaseParser.QueryContext query) {
        return query(query, Map.of());
    }

    private static List<String> query(SqlBaseParser.QueryContext query, Map<String, List<String>> outer) {
        Map<String, List<String>> named = new HashMap<>(outer);
        if (query.ctes() != null) {
            for (SqlBaseParser.NamedQueryContext with : query.ctes().namedQuery()) {
                named.put(key(with.name.getText()), query(with.query(), named));
            }
        }
        return term(query.queryTerm(), named);
    }

    private static List<String> term(SqlBaseParser.QueryTermContext term, Map<String, List<String>> named) {
        if (term instanceof SqlBaseParser.SetOperationContext operation) {
            List<String> tables = new ArrayList<>(term(operation.left, named));
            if (operation.UNION() != null) {
                tables.addAll(term(operation.right, named));
            }
            return tables;
        }
        return term instanceof SqlBaseParser.QueryTermDefaultContext plain
                ? primary(plain.queryPrimary(), named)
                : List.of();
    }

    private static List<String> primary(SqlBaseParser.QueryPrimaryContext primary, Map<String, List<String>> named) {
        if (primary instanceof SqlBaseParser.QueryPrimaryDefaultContext select) {
            return select.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext regular
                    ? from(regular.fromClause(), named)
                    : List.of();
        } else if (primary instanceof SqlBaseParser.SubqueryContext inner) {
            return query(inner.query(), named);
        } else if (primary instanceof SqlBaseParser.FromStmtContext statement) {
            return from(statement.fromStatement().fromClause(), named);
        }
        return primary instanceof SqlBaseParser.TableContext table
                ? table(table.identifierReference(), named)
                : List.of();
    }

    private static List<String> from(SqlBaseParser.@Nullable FromClauseContext from, Map<String, List<String>> named) {
        return from == null ? List.of() : relation(from.relation(0), named);
    }

    private static List<String> relation(SqlBaseParser.RelationContext relation, Map<String, List<String>> named) {
        List<String> tables = new ArrayList<>(primary(relation.relationPrimary(), named));
        for (SqlBaseParser.RelationExtensionContext extension : relation.relationExtension()) {
            SqlBaseParser.JoinRelationContext join = extension.joinRelation();
            if (join != null && join.joinType() != null) {
                if (join.joinType().RIGHT() != null) {
                    tables.clear();
                }
                if (join.joinType().RIGHT() != null || join.joinType().FULL() != null) {
                    tables.addAll(primary(join.right, named));
                }
            }
        }
        return tables;
    }

    private static List<String> primary(SqlBaseParser.RelationPrimaryContext primary, Map<String, List<String>> named) {
        if (primary instanceof SqlBaseParser.TableNameContext table) {
            return table(table.identifierReference(), named);
        } else if (primary instanceof SqlBaseParser.AliasedQueryContext inner) {
            return query(inner.query(), named);
        }
        return primary instanceof SqlBaseParser.AliasedRelationContext relation
                ? relation(relation.relation(), named)
                : List.of();
    }

    private static List<String> table(
            SqlBaseParser.IdentifierReferenceContext reference, Map<String, List<String>> named) {
        String written = reference.getText().replace("`", "");
        return named.getOrDefault(key(written), List.of(written));
    }

    private static String key(String name) {
        return name.replace("`", "").toLowerCase(Locale.ROOT);
    }
}
