// GET /test: a connection for this request alone, one query text, one row as JSON. stacks/README.md of unrigged says it in full.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"

	"github.com/jackc/pgx/v5/pgconn"
)

type row struct {
	A string `json:"a"`
	B string `json:"b"`
}

func setting(name string) string {
	value, set := os.LookupEnv("UNRIGGED_" + name)
	if !set {
		log.Fatalf("UNRIGGED_%s is not set; Unrigged sets it", name)
	}
	return value
}

// One text for the simple protocol: the sleep, unless the delay is zero, and a row chosen anew.
func read(ctx context.Context, database *pgconn.Config, sleep string, rows int) (row, error) {
	connection, err := pgconn.ConnectConfig(ctx, database)
	if err != nil {
		return row{}, err
	}
	defer connection.Close(ctx)
	query := fmt.Sprintf("%sselect a, b from test where a = %d", sleep, 1+rand.IntN(rows-1))
	results, err := connection.Exec(ctx, query).ReadAll()
	if err != nil {
		return row{}, err
	}
	values := results[len(results)-1].Rows[0]
	a, err := strconv.Atoi(string(values[0]))
	return row{A: fmt.Sprintf("%010d", a), B: string(values[1])}, err
}

func main() {
	database, err := pgconn.ParseConfig(fmt.Sprintf("host=%s port=%s dbname=%s user=%s sslmode=disable",
		setting("DATABASE_HOST"), setting("DATABASE_PORT"), setting("DATABASE_NAME"), setting("DATABASE_USER")))
	if err != nil {
		log.Fatal(err)
	}
	sleep := ""
	if setting("DELAY_SECONDS") == "live" {
		sleep = "select pg_sleep(seconds) from delay; "
	} else if delay, _ := strconv.ParseFloat(setting("DELAY_SECONDS"), 64); delay > 0 {
		sleep = "select pg_sleep(" + setting("DELAY_SECONDS") + "); "
	}
	rows, err := strconv.Atoi(setting("ROWS"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /test", func(response http.ResponseWriter, request *http.Request) {
		answer, err := read(request.Context(), database, sleep, rows)
		if err != nil {
			log.Print(err)
			http.Error(response, err.Error(), http.StatusInternalServerError)
			return
		}
		response.Header().Set("Content-Type", "application/json")
		json.NewEncoder(response).Encode(answer)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+setting("PORT"), nil))
}
