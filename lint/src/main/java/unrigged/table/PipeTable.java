package unrigged.table;

import org.commonmark.node.CustomBlock;
import org.jspecify.annotations.Nullable;

/** A table of GitHub's Markdown in the tree of a document. */
final class PipeTable extends CustomBlock {
    private @Nullable LocatedTable table;

    /** Known as soon as the whole document is read. */
    LocatedTable table() {
        if (table == null) {
            throw new IllegalStateException("the rows of the table are not read yet");
        }
        return table;
    }

    void read(LocatedTable rows) {
        this.table = rows;
    }
}
