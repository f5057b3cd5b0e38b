/** Tables as the APIs of CRMs give them, a deal each, with the options to read them by. */
export const crmTables: Readonly<Record<string, readonly [tables: object, options: object]>> = {
  hubspot: [
    {
      deals: [
        {
          id: '7',
          properties: {
            pipeline: 'default',
            dealstage: 'closedlost',
            amount: '900',
            closedate: '2026-10-28T15:30:00Z',
            createdate: '2026-10-01T09:00:00Z',
            hubspot_owner_id: '11',
            hs_is_closed: 'true',
            lost_to: 'Acme',
            hs_v2_date_entered_contractsent: '2026-10-12T10:00:00Z',
          },
          propertiesWithHistory: {
            amount: [{ value: '900', timestamp: '2026-10-05T10:00:00Z', updatedByUserId: 12 }],
            deal_currency_code: [{ value: 'NOK', timestamp: '2026-10-05T10:00:00Z' }],
          },
        },
      ],
      history: [
        { dealId: '7', property: 'dealstage', value: 'closedlost', timestamp: '2026-10-28T15:30:00Z' },
        { dealId: '7', property: 'closedate', value: '2026-10-31', timestamp: '2026-10-02T09:00:00Z' },
      ],
      pipelines: [
        {
          id: 'default',
          label: 'Sales',
          displayOrder: 0,
          stages: [
            {
              id: 'contractsent',
              label: 'Contract sent',
              metadata: { isClosed: 'false', probability: '0.9' },
            },
            { id: 'closedlost', label: 'Closed lost', metadata: { isClosed: 'true', probability: '0.0' } },
          ],
        },
      ],
    },
    { currency: 'NOK', numbers: '1234.56', dates: 'DD.MM.YYYY', fields: ['lost_to'], lossReason: 'lost_to' },
  ],
  salesforce: [
    {
      opportunities: [
        {
          Id: '0065g00000DeAl1AAC',
          StageName: 'Negotiation',
          Amount: 900.5,
          CloseDate: '2026-11-30',
          CreatedDate: '2026-10-01T09:00:00.000+0000',
          IsClosed: false,
          IsWon: false,
          OwnerId: '0055g00000KaRi1AAA',
          Probability: 90,
          RecordTypeId: '012A',
          Region__c: 'North',
        },
      ],
      history: [
        {
          OpportunityId: '0065g00000DeAl1AAC',
          StageName: 'Prospecting',
          Amount: null,
          CloseDate: '2026-10-31',
          Probability: 10,
          CreatedDate: '2026-10-01T09:00:00.000+0000',
        },
      ],
      fieldHistory: [
        {
          OpportunityId: '0065g00000DeAl1AAC',
          Field: 'Owner',
          OldValue: '0055g00000OlA02AAB',
          NewValue: '0055g00000KaRi1AAA',
          CreatedDate: '2026-10-05T09:00:00.000+0000',
          CreatedById: '0055g00000KaRi1AAA',
        },
      ],
      stages: [
        { ApiName: 'Prospecting', MasterLabel: 'Prospecting', SortOrder: 1, DefaultProbability: 10 },
        { ApiName: 'Negotiation', MasterLabel: 'Negotiation', SortOrder: 2, DefaultProbability: 90 },
        { ApiName: 'Closed Won', MasterLabel: 'Closed Won', SortOrder: 3, IsClosed: true, IsWon: true },
      ],
    },
    {
      currency: 'NOK',
      numbers: '1,234.56',
      dates: 'M/D/YYYY h:mm A',
      fields: ['Region__c'],
      lossReason: 'Loss_Reason__c',
      pipeline: 'RecordTypeId',
    },
  ],
  pipedrive: [
    {
      deals: [
        {
          id: 7,
          title: 'School roof',
          stage_id: 2,
          pipeline_id: 1,
          value: 900,
          currency: 'NOK',
          user_id: { id: 11, value: 11 },
          status: 'lost',
          add_time: '2026-10-01 09:00:00',
          lost_time: '2026-10-28 15:30:00',
          lost_reason: 'Price',
          region: 'North',
        },
      ],
      flow: [
        {
          object: 'dealChange',
          data: {
            item_id: 7,
            user_id: 12,
            field_key: 'value',
            old_value: '800',
            new_value: '900',
            log_time: '2026-10-12 10:00:00',
          },
        },
        {
          object: 'dealChange',
          data: {
            item_id: 7,
            field_key: 'stage_id',
            old_value: '1',
            new_value: '2',
            log_time: '2026-10-05 10:00:00',
          },
        },
      ],
      stages: [
        { id: 1, order_nr: 0, name: 'Contact', pipeline_id: 1, deal_probability: 20 },
        { id: 2, order_nr: 1, name: 'Offer', pipeline_id: 1, deal_probability: 60 },
      ],
      pipelines: [{ id: 1, name: 'Sales', order_nr: 0, deal_probability: true }],
    },
    { currency: 'NOK', numbers: '1234.56', dates: 'DD.MM.YYYY', fields: ['region'] },
  ],
  bitrix24: [
    {
      deals: [
        {
          ID: '1',
          TITLE: 'T',
          STAGE_ID: 'C2:NEW',
          CATEGORY_ID: '2',
          OPPORTUNITY: '1.5',
          CURRENCY_ID: 'NOK',
          ASSIGNED_BY_ID: '7',
          DATE_CREATE: '2026-10-01T09:00:00+03:00',
          CLOSEDATE: '2026-10-31',
          PROBABILITY: 5,
        },
      ],
      stageHistory: [
        { ID: 1, OWNER_ID: 1, CREATED_TIME: '2026-10-01T09:00:00+03:00', STAGE_ID: 'NEW', CATEGORY_ID: 0 },
      ],
      stages: [{ ENTITY_ID: 'DEAL_STAGE_2', STATUS_ID: 'C2:NEW', NAME: 'New', SORT: '10', SEMANTICS: 'P' }],
      categories: [{ id: 2, name: 'Tenders', sort: 10 }],
    },
    {
      currency: 'NOK',
      numbers: '1.234,56',
      dates: 'DD.MM.YYYY',
      fields: ['UF_1'],
      currencies: { Krone: 'NOK' },
      lossReason: 'UF_2',
      zeroAmounts: 'taken',
    },
  ],
  odoo: [
    {
      leads: [
        {
          id: 1,
          name: 'T',
          stage_id: [2, 'Offer'],
          expected_revenue: 5,
          company_currency: [1, 'NOK'],
          active: true,
          user_id: [6, 'Kari'],
          create_date: '2026-10-01 09:00:00',
          probability: 10,
          date_deadline: '2026-10-31',
        },
      ],
      tracking: [
        {
          id: 1,
          field_id: [1, 'Stage (crm.lead)'],
          mail_message_id: [3, 'T'],
          old_value_integer: 1,
          old_value_char: 'New',
          new_value_integer: 2,
          new_value_char: 'Offer',
        },
      ],
      messages: [
        { id: 3, model: 'crm.lead', res_id: 1, date: '2026-10-02 09:00:00', author_id: [6, 'Kari'] },
      ],
      stages: [{ id: 2, name: 'Offer', sequence: 1, is_won: false, team_id: false }],
    },
    {
      currency: 'NOK',
      numbers: '1.234,56',
      dates: 'DD.MM.YYYY',
      fields: ['x'],
      times: 'local',
      leads: 'taken',
      pipelines: 'by-team',
      zeroAmounts: 'taken',
    },
  ],
};
